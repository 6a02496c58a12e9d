<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
    <context>
        <name>window</name>
        <message>
            <source>95 % under</source>
            <translation>95 % 以内</translation>
        </message>
        <message>
            <source>99 % under</source>
            <translation>99 % 以内</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Add pictures as styles</source>
            <translation>将图片添加为风格</translation>
        </message>
        <message>
            <source>Add pictures as styles; or drop them anywhere</source>
            <translation>将图片添加为风格，也可拖放到任意位置</translation>
        </message>
        <message>
            <source>Add the style to the mix</source>
            <translation>将风格加入混合</translation>
        </message>
        <message>
            <source>Add to favourites</source>
            <translation>加入收藏</translation>
        </message>
        <message>
            <source>Add to the mix</source>
            <translation>加入混合</translation>
        </message>
        <message>
            <source>Added {count} looks</source>
            <translation>已添加 {count} 个预设</translation>
        </message>
        <message>
            <source>Added {count} styles</source>
            <translation>已添加 {count} 个风格</translation>
        </message>
        <message>
            <source>Added {name}</source>
            <translation>已添加“{name}”</translation>
        </message>
        <message>
            <source>Address to stream to</source>
            <translation>推流地址</translation>
        </message>
        <message>
            <source>After</source>
            <translation>处理后</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>所有文件</translation>
        </message>
        <message>
            <source>All of the picture is painted</source>
            <translation>绘制整个画面</translation>
        </message>
        <message>
            <source>Allow desktop apps to use it in Settings, Privacy, Camera, and close programs that use it.</source>
            <translation>请在“设置 &gt; 隐私 &gt; 摄像头”中允许桌面应用访问，并关闭正在使用摄像头的程序。</translation>
        </message>
        <message>
            <source>Allow it in System Settings, Privacy &amp; Security, Camera; then start rtstyle again.</source>
            <translation>请在“系统设置 &gt; 隐私与安全性 &gt; 摄像头”中允许访问，然后重新启动 rtstyle。</translation>
        </message>
        <message>
            <source>As large as the picture</source>
            <translation>与画面一样大</translation>
        </message>
        <message>
            <source>As the system's</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>背景</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>处理前</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>前后对比</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>融合</translation>
        </message>
        <message>
            <source>Brushwork</source>
            <translation>笔法</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU</translation>
        </message>
        <message>
            <source>Calms flicker: over how long the picture is averaged, along the motion of what is in it</source>
            <translation>减少闪烁：沿运动方向对画面取平均的时长</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>摄像头</translation>
        </message>
        <message>
            <source>Camera {number}</source>
            <translation>摄像头 {number}</translation>
        </message>
        <message>
            <source>Can be played while it is still being recorded</source>
            <translation>录制过程中即可播放</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose a style first</source>
            <translation>请先选择一种风格</translation>
        </message>
        <message>
            <source>Choose another folder</source>
            <translation>选择其他文件夹</translation>
        </message>
        <message>
            <source>Choose another source, or play this one again.</source>
            <translation>请选择其他来源，或重新播放。</translation>
        </message>
        <message>
            <source>Choose another source, or try again.</source>
            <translation>请选择其他来源，或重试。</translation>
        </message>
        <message>
            <source>Clean picture</source>
            <translation>纯净画面</translation>
        </message>
        <message>
            <source>Clean picture in full screen</source>
            <translation>纯净画面全屏</translation>
        </message>
        <message>
            <source>Close programs that use it, and see that you may: sudo usermod -aG video $USER, then log in again.</source>
            <translation>请关闭正在使用它的程序，并确认有权限：运行 sudo usermod -aG video $USER 后重新登录。</translation>
        </message>
        <message>
            <source>Close what lies over it</source>
            <translation>关闭浮层</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>正在连接…</translation>
        </message>
        <message>
            <source>Controls</source>
            <translation>控制面板</translation>
        </message>
        <message>
            <source>Copied: paste it into a terminal</source>
            <translation>已复制，可粘贴到终端</translation>
        </message>
        <message>
            <source>Copy as command</source>
            <translation>复制为命令</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Delete the chosen style</source>
            <translation>删除所选风格</translation>
        </message>
        <message>
            <source>Deleted {name}</source>
            <translation>已删除“{name}”</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>删除…</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>细节</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Drag styles
to the corners</source>
            <translation>将风格
拖到四角</translation>
        </message>
        <message>
            <source>Drag styles onto the corners, then the handle between them; arrow keys move it, a right click or the backspace key empties a corner</source>
            <translation>将风格拖到四角，再在其间拖动手柄；方向键移动手柄，右键或退格键清空一角</translation>
        </message>
        <message>
            <source>Drop it here</source>
            <translation>拖放到这里</translation>
        </message>
        <message>
            <source>Drop pictures here to add styles</source>
            <translation>将图片拖到这里以添加风格</translation>
        </message>
        <message>
            <source>Drop pictures, a video or looks anywhere</source>
            <translation>可将图片、视频或预设拖放到任意位置</translation>
        </message>
        <message>
            <source>Dropped</source>
            <translation>丢帧</translation>
        </message>
        <message>
            <source>Dropped: {cause}</source>
            <translation>丢帧：{cause}</translation>
        </message>
        <message>
            <source>Empty the mixing pad</source>
            <translation>清空混合板</translation>
        </message>
        <message>
            <source>Esc leaves the full screen</source>
            <translation>按 Esc 退出全屏</translation>
        </message>
        <message>
            <source>Every frame in the look of now, at full quality, with its sound.</source>
            <translation>以当前效果和最高质量绘制每一帧，并保留声音。</translation>
        </message>
        <message>
            <source>Export {name}</source>
            <translation>导出“{name}”</translation>
        </message>
        <message>
            <source>Exported {name}</source>
            <translation>已导出“{name}”</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Fetch it</source>
            <translation>下载</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Finding people needs a small network (MediaPipe, 0.4 MB)</source>
            <translation>识别人物需要一个小模型（MediaPipe，0.4 MB）</translation>
        </message>
        <message>
            <source>Finding people needs a small network (MediaPipe, 0.4 MB); what is here is damaged</source>
            <translation>识别人物需要一个小模型（MediaPipe，0.4 MB）；现有文件已损坏</translation>
        </message>
        <message>
            <source>Finishing…</source>
            <translation>正在完成…</translation>
        </message>
        <message>
            <source>First nine looks</source>
            <translation>前九个预设</translation>
        </message>
        <message>
            <source>First nine styles</source>
            <translation>前九种风格</translation>
        </message>
        <message>
            <source>Folder of recordings</source>
            <translation>录像文件夹</translation>
        </message>
        <message>
            <source>Folder of snapshots</source>
            <translation>快照文件夹</translation>
        </message>
        <message>
            <source>Format of recordings</source>
            <translation>录像格式</translation>
        </message>
        <message>
            <source>Frame rate</source>
            <translation>帧率</translation>
        </message>
        <message>
            <source>Frame rate and latency</source>
            <translation>帧率与延迟</translation>
        </message>
        <message>
            <source>Frames dropped: {count}</source>
            <translation>丢弃的帧：{count}</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全屏</translation>
        </message>
        <message>
            <source>Give refining up</source>
            <translation>放弃精修</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Go through styles or looks by itself</source>
            <translation>自动轮换风格或预设</translation>
        </message>
        <message>
            <source>How long each style stays</source>
            <translation>每种风格的停留时间</translation>
        </message>
        <message>
            <source>How much of a first, rough painting in large strokes shows through: bold shapes and contours</source>
            <translation>大笔触底稿透出的程度：形体与轮廓更鲜明</translation>
        </message>
        <message>
            <source>How much of the paint is laid in strokes along the shapes of the picture</source>
            <translation>沿画面形体以笔触铺色的程度</translation>
        </message>
        <message>
            <source>How much of the photograph's own detail passes; less of it is more paint</source>
            <translation>保留原画面细节的程度；越少越像绘画</translation>
        </message>
        <message>
            <source>How much of the style the picture takes on</source>
            <translation>画面采用风格的程度</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Import looks</source>
            <translation>导入预设</translation>
        </message>
        <message>
            <source>Keep style and settings as they are now</source>
            <translation>保存当前的风格与设置</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>延迟</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>实时</translation>
        </message>
        <message>
            <source>Live thumbnails</source>
            <translation>实时缩略图</translation>
        </message>
        <message>
            <source>Loading the network…</source>
            <translation>正在加载模型…</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>效果</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>查看</translation>
        </message>
        <message>
            <source>Look for cameras</source>
            <translation>查找摄像头</translation>
        </message>
        <message>
            <source>Looks</source>
            <translation>预设</translation>
        </message>
        <message>
            <source>Loop</source>
            <translation>循环</translation>
        </message>
        <message>
            <source>Me</source>
            <translation>人物</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>麦克风</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>原色</translation>
        </message>
        <message>
            <source>Mirror</source>
            <translation>镜像</translation>
        </message>
        <message>
            <source>Mirror the clean picture</source>
            <translation>纯净画面镜像</translation>
        </message>
        <message>
            <source>Mix</source>
            <translation>混合</translation>
        </message>
        <message>
            <source>Mixing pad</source>
            <translation>混合板</translation>
        </message>
        <message>
            <source>Move the wipe left</source>
            <translation>分割线左移</translation>
        </message>
        <message>
            <source>Move the wipe right</source>
            <translation>分割线右移</translation>
        </message>
        <message>
            <source>Move to the left</source>
            <translation>左移</translation>
        </message>
        <message>
            <source>Move to the right</source>
            <translation>右移</translation>
        </message>
        <message>
            <source>Name of the look</source>
            <translation>预设名称</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Network, device and language</source>
            <translation>模型、设备与语言</translation>
        </message>
        <message>
            <source>Next look</source>
            <translation>下一个预设</translation>
        </message>
        <message>
            <source>Next style</source>
            <translation>下一种风格</translation>
        </message>
        <message>
            <source>No picture</source>
            <translation>没有画面</translation>
        </message>
        <message>
            <source>No picture from the camera</source>
            <translation>摄像头没有画面</translation>
        </message>
        <message>
            <source>No style of that name</source>
            <translation>没有该名称的风格</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>关</translation>
        </message>
        <message>
            <source>One frame back</source>
            <translation>后退一帧</translation>
        </message>
        <message>
            <source>One frame on</source>
            <translation>前进一帧</translation>
        </message>
        <message>
            <source>Only people are painted; what is behind them stays as it is</source>
            <translation>只绘制人物，背景保持原样</translation>
        </message>
        <message>
            <source>Open a video…</source>
            <translation>打开视频…</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Open the folder of recordings</source>
            <translation>打开录像文件夹</translation>
        </message>
        <message>
            <source>Open the folder of snapshots</source>
            <translation>打开快照文件夹</translation>
        </message>
        <message>
            <source>Or drop a video here.</source>
            <translation>也可以将视频拖到这里。</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Paint</source>
            <translation>绘制</translation>
        </message>
        <message>
            <source>Paint file</source>
            <translation>绘制文件</translation>
        </message>
        <message>
            <source>Paint the whole file</source>
            <translation>绘制整个文件</translation>
        </message>
        <message>
            <source>Paint the whole file in this look, at full quality</source>
            <translation>以此效果和最高质量绘制整个文件</translation>
        </message>
        <message>
            <source>Painted</source>
            <translation>绘制</translation>
        </message>
        <message>
            <source>Painted so far</source>
            <translation>绘制进度</translation>
        </message>
        <message>
            <source>Painted {file} in {folder}</source>
            <translation>已绘制 {file}，位于 {folder}</translation>
        </message>
        <message>
            <source>Painting detail</source>
            <translation>绘制精度</translation>
        </message>
        <message>
            <source>Paste a picture as a style</source>
            <translation>将图片粘贴为风格</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>People stay as they are; only what is behind them is painted</source>
            <translation>人物保持原样，只绘制背景</translation>
        </message>
        <message>
            <source>Picture size</source>
            <translation>画面尺寸</translation>
        </message>
        <message>
            <source>Picture size and frame rate of the source</source>
            <translation>来源的画面尺寸与帧率</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Pictures become styles, a video is played, looks are added</source>
            <translation>图片成为风格，视频开始播放，预设被添加</translation>
        </message>
        <message>
            <source>Place in the file</source>
            <translation>播放位置</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>播放</translation>
        </message>
        <message>
            <source>Play a video</source>
            <translation>播放视频</translation>
        </message>
        <message>
            <source>Plays everywhere, and every editor takes it</source>
            <translation>随处可播放，所有剪辑软件都支持</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Previous look</source>
            <translation>上一个预设</translation>
        </message>
        <message>
            <source>Previous style</source>
            <translation>上一种风格</translation>
        </message>
        <message>
            <source>Put the style in front</source>
            <translation>将风格置前</translation>
        </message>
        <message>
            <source>Put this away</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Put this message away</source>
            <translation>关闭此消息</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Quit rtstyle?</source>
            <translation>退出 rtstyle？</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>录制</translation>
        </message>
        <message>
            <source>Recorded {file} in {folder}</source>
            <translation>已录制 {file}，位于 {folder}</translation>
        </message>
        <message>
            <source>Recordings</source>
            <translation>录像</translation>
        </message>
        <message>
            <source>Refine</source>
            <translation>精修</translation>
        </message>
        <message>
            <source>Refine the style</source>
            <translation>精修风格</translation>
        </message>
        <message>
            <source>Refine what I choose</source>
            <translation>精修所选风格</translation>
        </message>
        <message>
            <source>Refining {name}: about a minute</source>
            <translation>正在精修“{name}”：约一分钟</translation>
        </message>
        <message>
            <source>Remove from favourites</source>
            <translation>取消收藏</translation>
        </message>
        <message>
            <source>Remove noise</source>
            <translation>降噪</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>替换</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Save the look</source>
            <translation>保存预设</translation>
        </message>
        <message>
            <source>Save this look</source>
            <translation>保存为预设</translation>
        </message>
        <message>
            <source>Save this look, and it stands here</source>
            <translation>保存的预设会显示在这里</translation>
        </message>
        <message>
            <source>Saved {file} in {folder}</source>
            <translation>已保存 {file}，位于 {folder}</translation>
        </message>
        <message>
            <source>Saved {name}</source>
            <translation>已保存“{name}”</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>屏幕</translation>
        </message>
        <message>
            <source>Search styles</source>
            <translation>搜索风格</translation>
        </message>
        <message>
            <source>Short side of the picture that is painted; more is finer and slower</source>
            <translation>绘制画面的短边；越大越精细，也越慢</translation>
        </message>
        <message>
            <source>Show yourself in every style</source>
            <translation>以每种风格预览自己</translation>
        </message>
        <message>
            <source>Slideshow</source>
            <translation>轮播</translation>
        </message>
        <message>
            <source>Slideshow of</source>
            <translation>轮播内容</translation>
        </message>
        <message>
            <source>Smoothing</source>
            <translation>平滑</translation>
        </message>
        <message>
            <source>Snapshot</source>
            <translation>快照</translation>
        </message>
        <message>
            <source>Snapshots</source>
            <translation>快照</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Start rtstyle again to see it in this language</source>
            <translation>重新启动 rtstyle 后将切换语言</translation>
        </message>
        <message>
            <source>Starting {source}…</source>
            <translation>正在启动{source}…</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>正在启动…</translation>
        </message>
        <message>
            <source>Stop: {what}</source>
            <translation>停止：{what}</translation>
        </message>
        <message>
            <source>Stream</source>
            <translation>推流</translation>
        </message>
        <message>
            <source>Stream to the network</source>
            <translation>推流到网络</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>强度</translation>
        </message>
        <message>
            <source>Strip</source>
            <translation>列表</translation>
        </message>
        <message>
            <source>Stroke size</source>
            <translation>笔触大小</translation>
        </message>
        <message>
            <source>Stronger</source>
            <translation>增强</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>风格</translation>
        </message>
        <message>
            <source>Styles</source>
            <translation>风格</translation>
        </message>
        <message>
            <source>Styles and mixtures with their settings</source>
            <translation>风格与混合及其设置</translation>
        </message>
        <message>
            <source>Styles that come with rtstyle stay</source>
            <translation>自带的风格无法删除</translation>
        </message>
        <message>
            <source>Synthetic scene</source>
            <translation>合成场景</translation>
        </message>
        <message>
            <source>Take in looks from files; or drop them anywhere</source>
            <translation>从文件导入预设，也可拖放到任意位置</translation>
        </message>
        <message>
            <source>Takes a camera's noise out of what stands still; half is right for most webcams</source>
            <translation>去除静止部分的摄像头噪点；多数摄像头设为一半即可</translation>
        </message>
        <message>
            <source>The end</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>The file that is being painted is given up.</source>
            <translation>正在绘制的文件将被放弃。</translation>
        </message>
        <message>
            <source>The line that does the same in a terminal</source>
            <translation>在终端中执行相同操作的命令</translation>
        </message>
        <message>
            <source>The live picture in the chosen style</source>
            <translation>所选风格的实时画面</translation>
        </message>
        <message>
            <source>The network that paints</source>
            <translation>负责绘制的模型</translation>
        </message>
        <message>
            <source>The picture cannot keep up: ask the source for fewer frames (the button beside it), or close other programs.</source>
            <translation>画面跟不上：请降低来源帧率（旁边的按钮），或关闭其他程序。</translation>
        </message>
        <message>
            <source>The picture cannot keep up: choose less painting detail.</source>
            <translation>画面跟不上：请降低绘制精度。</translation>
        </message>
        <message>
            <source>The recording ends, and is kept.</source>
            <translation>录制将结束并保存。</translation>
        </message>
        <message>
            <source>The size of brush strokes and patterns</source>
            <translation>笔触与纹样的大小</translation>
        </message>
        <message>
            <source>The stream ends for all who watch it.</source>
            <translation>所有观众的直播都将中断。</translation>
        </message>
        <message>
            <source>The style's colours</source>
            <translation>风格的颜色</translation>
        </message>
        <message>
            <source>The style's strokes in your own palette</source>
            <translation>以原画面的色调呈现风格的笔触</translation>
        </message>
        <message>
            <source>The styles</source>
            <translation>所有风格</translation>
        </message>
        <message>
            <source>The virtual camera goes dark for those who see it.</source>
            <translation>使用虚拟摄像头的一方将看到黑屏。</translation>
        </message>
        <message>
            <source>The window's language</source>
            <translation>窗口的语言</translation>
        </message>
        <message>
            <source>There is no camera picture</source>
            <translation>没有摄像头画面</translation>
        </message>
        <message>
            <source>Time for each style</source>
            <translation>每种风格的时间</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Try the sample scene</source>
            <translation>试用示例场景</translation>
        </message>
        <message>
            <source>Trying again…</source>
            <translation>正在重试…</translation>
        </message>
        <message>
            <source>Underpainting</source>
            <translation>底稿</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Undo a deletion</source>
            <translation>撤销删除</translation>
        </message>
        <message>
            <source>Video file…</source>
            <translation>视频文件…</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>视频</translation>
        </message>
        <message>
            <source>View</source>
            <translation>视图</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>虚拟摄像头</translation>
        </message>
        <message>
            <source>Waiting for the first picture…</source>
            <translation>正在等待第一帧画面…</translation>
        </message>
        <message>
            <source>Weaker</source>
            <translation>减弱</translation>
        </message>
        <message>
            <source>What the network runs on</source>
            <translation>运行模型的设备</translation>
        </message>
        <message>
            <source>What the network runs on: {device} now</source>
            <translation>运行模型的设备：当前为 {device}</translation>
        </message>
        <message>
            <source>Where recordings and snapshots go</source>
            <translation>录像与快照的保存位置</translation>
        </message>
        <message>
            <source>Where the picture comes from</source>
            <translation>画面的来源</translation>
        </message>
        <message>
            <source>Your own colours; only light and dark come from the style</source>
            <translation>保留原有颜色，仅明暗来自风格</translation>
        </message>
        <message>
            <source>at {size}</source>
            <translation>{size}</translation>
        </message>
        <message>
            <source>clean picture</source>
            <translation>纯净画面</translation>
        </message>
        <message>
            <source>frame rate</source>
            <translation>帧率</translation>
        </message>
        <message>
            <source>lower left</source>
            <translation>左下</translation>
        </message>
        <message>
            <source>lower right</source>
            <translation>右下</translation>
        </message>
        <message>
            <source>network</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>no styles yet</source>
            <translation>尚无风格</translation>
        </message>
        <message>
            <source>preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>recording</source>
            <translation>录制</translation>
        </message>
        <message>
            <source>source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>stream</source>
            <translation>推流</translation>
        </message>
        <message>
            <source>the camera</source>
            <translation>摄像头</translation>
        </message>
        <message>
            <source>the screen</source>
            <translation>屏幕</translation>
        </message>
        <message>
            <source>the synthetic scene</source>
            <translation>合成场景</translation>
        </message>
        <message>
            <source>too slow</source>
            <translation>太慢</translation>
        </message>
        <message>
            <source>upper left</source>
            <translation>左上</translation>
        </message>
        <message>
            <source>upper right</source>
            <translation>右上</translation>
        </message>
        <message>
            <source>virtual camera</source>
            <translation>虚拟摄像头</translation>
        </message>
        <message>
            <source>{count} now</source>
            <translation>当前 {count}</translation>
        </message>
        <message>
            <source>{count} per second</source>
            <translation>每秒 {count}</translation>
        </message>
        <message>
            <source>{count} pixels</source>
            <translation>{count} 像素</translation>
        </message>
        <message>
            <source>{count} seconds</source>
            <translation>{count} 秒</translation>
        </message>
        <message>
            <source>{done} frames</source>
            <translation>{done} 帧</translation>
        </message>
        <message>
            <source>{done} of {total} frames</source>
            <translation>{done} / {total} 帧</translation>
        </message>
        <message>
            <source>{file}  in  {folder}</source>
            <translation>{file}  ·  {folder}</translation>
        </message>
        <message>
            <source>{first} and {second}</source>
            <translation>{first}与{second}</translation>
        </message>
        <message>
            <source>{name} (not on this machine)</source>
            <translation>{name}（本机没有）</translation>
        </message>
        <message>
            <source>{name} is as good as it gets</source>
            <translation>“{name}”已达最佳</translation>
        </message>
        <message>
            <source>{name} is refined</source>
            <translation>“{name}”已精修</translation>
        </message>
        <message>
            <source>{name} is refined already</source>
            <translation>“{name}”已经精修过</translation>
        </message>
        <message>
            <source>{reason}.</source>
            <translation>{reason}。</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
        <message>
            <source>{shown} of {total}</source>
            <translation>{shown} / {total}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>剩余 {time}</translation>
        </message>
    </context>
    <context>
        <name>messages</name>
        <message>
            <source>Connection refused</source>
            <translation>连接被拒绝</translation>
        </message>
        <message>
            <source>Connection timed out</source>
            <translation>连接超时</translation>
        </message>
        <message>
            <source>Device or resource busy</source>
            <translation>设备正被占用</translation>
        </message>
        <message>
            <source>Input/output error</source>
            <translation>输入/输出错误</translation>
        </message>
        <message>
            <source>Network is unreachable</source>
            <translation>网络不可达</translation>
        </message>
        <message>
            <source>No route to host</source>
            <translation>无法连接到主机</translation>
        </message>
        <message>
            <source>No space left on device</source>
            <translation>磁盘空间不足</translation>
        </message>
        <message>
            <source>No such file or directory</source>
            <translation>文件或文件夹不存在</translation>
        </message>
        <message>
            <source>OpenVINO cannot {0} the network: {1}; {2}</source>
            <translation>OpenVINO 无法处理模型（{0}）：{1}；{2}</translation>
        </message>
        <message>
            <source>OpenVINO finds no {0} here, only {1}; see rtstyle devices</source>
            <translation>OpenVINO 未找到 {0}，仅有 {1}；请查看 rtstyle devices</translation>
        </message>
        <message>
            <source>OpenVINO is not installed (extra: openvino); use --device cpu</source>
            <translation>未安装 OpenVINO（extra: openvino）；请使用 --device cpu</translation>
        </message>
        <message>
            <source>Operation not permitted</source>
            <translation>操作不被允许</translation>
        </message>
        <message>
            <source>Permission denied</source>
            <translation>没有权限</translation>
        </message>
        <message>
            <source>Read-only file system</source>
            <translation>文件系统为只读</translation>
        </message>
        <message>
            <source>a camera cannot deliver {0}x{1} at {2} fps; ask for 1280x720 at 30</source>
            <translation>摄像头无法提供 {0}×{1}、{2} fps；请使用 1280×720、30 fps</translation>
        </message>
        <message>
            <source>a look needs a name</source>
            <translation>预设需要一个名称</translation>
        </message>
        <message>
            <source>a style library needs a folder</source>
            <translation>风格库需要一个文件夹</translation>
        </message>
        <message>
            <source>cannot add {0} to {1}: {2}</source>
            <translation>无法将 {0} 添加到 {1}：{2}</translation>
        </message>
        <message>
            <source>cannot add {0}: no picture in this folder can be read</source>
            <translation>无法添加 {0}：文件夹中没有可读取的图片</translation>
        </message>
        <message>
            <source>cannot compute on {0}: {1}; try --device cpu</source>
            <translation>无法在 {0} 上计算：{1}；请尝试 --device cpu</translation>
        </message>
        <message>
            <source>cannot fetch {0}: HTTP {1} {2}; check the address</source>
            <translation>无法下载 {0}：HTTP {1} {2}；请检查地址</translation>
        </message>
        <message>
            <source>cannot fetch {0}: it redirects to an address without encryption</source>
            <translation>无法下载 {0}：它重定向到了未加密的地址</translation>
        </message>
        <message>
            <source>cannot fetch {0}: larger than the {1} bytes that were expected</source>
            <translation>无法下载 {0}：大于预期的 {1} 字节</translation>
        </message>
        <message>
            <source>cannot fetch {0}: not an http or https address</source>
            <translation>无法下载 {0}：不是 http 或 https 地址</translation>
        </message>
        <message>
            <source>cannot fetch {0}: {1}; {2}</source>
            <translation>无法下载 {0}：{1}；{2}</translation>
        </message>
        <message>
            <source>cannot keep the refined style in {0}: {1}</source>
            <translation>无法将精修的风格保存到 {0}：{1}</translation>
        </message>
        <message>
            <source>cannot make the folder {0}: {1}</source>
            <translation>无法创建文件夹 {0}：{1}</translation>
        </message>
        <message>
            <source>cannot open the microphone {0}: {1}; close other programs that use it, or choose another one</source>
            <translation>无法打开麦克风 {0}：{1}；请关闭占用它的程序，或选择其他麦克风</translation>
        </message>
        <message>
            <source>cannot open the virtual camera{0}: {1}{2}</source>
            <translation>无法打开虚拟摄像头{0}：{1}{2}</translation>
        </message>
        <message>
            <source>cannot play {0}: give a file or an address that begins with {1}</source>
            <translation>无法播放 {0}：请指定文件，或以 {1} 开头的地址</translation>
        </message>
        <message>
            <source>cannot play {0}: it has no frames</source>
            <translation>无法播放 {0}：没有任何帧</translation>
        </message>
        <message>
            <source>cannot play {0}: it has no video</source>
            <translation>无法播放 {0}：没有视频</translation>
        </message>
        <message>
            <source>cannot play {0}: its host or port makes no sense</source>
            <translation>无法播放 {0}：主机或端口无效</translation>
        </message>
        <message>
            <source>cannot play {0}: {1}</source>
            <translation>无法播放 {0}：{1}</translation>
        </message>
        <message>
            <source>cannot read weights from {0}: {1}</source>
            <translation>无法从 {0} 读取权重：{1}</translation>
        </message>
        <message>
            <source>cannot read {0} further: its times make no sense: {1}</source>
            <translation>无法继续读取 {0}：时间信息无效：{1}</translation>
        </message>
        <message>
            <source>cannot read {0} further: nothing but damage from here on</source>
            <translation>无法继续读取 {0}：此后的内容均已损坏</translation>
        </message>
        <message>
            <source>cannot read {0} further: {1}</source>
            <translation>无法继续读取 {0}：{1}</translation>
        </message>
        <message>
            <source>cannot read {0}: it has no video stream{1}</source>
            <translation>无法读取 {0}：没有视频流{1}</translation>
        </message>
        <message>
            <source>cannot read {0}: it is a folder, a file is needed</source>
            <translation>无法读取 {0}：这是文件夹，需要的是文件</translation>
        </message>
        <message>
            <source>cannot read {0}: it is a picture, not a video</source>
            <translation>无法读取 {0}：这是图片，不是视频</translation>
        </message>
        <message>
            <source>cannot read {0}: it is cut off, and its index, which stands at the end, is lost; copy it again, or rebuild it with https://github.com/anthwlock/untrunc and a whole video of the same camera</source>
            <translation>无法读取 {0}：文件被截断，末尾的索引已丢失；请重新复制，或用 https://github.com/anthwlock/untrunc 和同一摄像机的完整视频修复</translation>
        </message>
        <message>
            <source>cannot read {0}: it is cut off, {1} bytes are missing; copy it again, or save the rest with: ffmpeg -i "{2}" -c copy repaired{3}</source>
            <translation>无法读取 {0}：文件被截断，缺少 {1} 字节；请重新复制，或用以下命令保存剩余部分：ffmpeg -i "{2}" -c copy repaired{3}</translation>
        </message>
        <message>
            <source>cannot read {0}: it is damaged ({1})</source>
            <translation>无法读取 {0}：文件已损坏（{1}）</translation>
        </message>
        <message>
            <source>cannot read {0}: it is damaged, its index tells of {1} pictures and sounds in {2} bytes</source>
            <translation>无法读取 {0}：文件已损坏，索引声称 {2} 字节中有 {1} 个画面和声音</translation>
        </message>
        <message>
            <source>cannot read {0}: it is no look, or damaged</source>
            <translation>无法读取 {0}：不是预设文件，或已损坏</translation>
        </message>
        <message>
            <source>cannot read {0}: it is not a regular file</source>
            <translation>无法读取 {0}：不是普通文件</translation>
        </message>
        <message>
            <source>cannot read {0}: its index alone has {1} bytes</source>
            <translation>无法读取 {0}：仅索引就有 {1} 字节</translation>
        </message>
        <message>
            <source>cannot read {0}: its pixel format {1} cannot be converted</source>
            <translation>无法读取 {0}：无法转换其像素格式 {1}</translation>
        </message>
        <message>
            <source>cannot read {0}: no decoder for its video stream on this machine</source>
            <translation>无法读取 {0}：本机没有对应的解码器</translation>
        </message>
        <message>
            <source>cannot read {0}: no such file</source>
            <translation>无法读取 {0}：文件不存在</translation>
        </message>
        <message>
            <source>cannot read {0}: none of its frames can be decoded</source>
            <translation>无法读取 {0}：没有可解码的帧</translation>
        </message>
        <message>
            <source>cannot read {0}: not a video in a known format, or damaged beyond reading</source>
            <translation>无法读取 {0}：不是已知格式的视频，或损坏严重</translation>
        </message>
        <message>
            <source>cannot read {0}: the file is empty (0 bytes)</source>
            <translation>无法读取 {0}：文件为空（0 字节）</translation>
        </message>
        <message>
            <source>cannot read {0}: the file is larger than 2 GB</source>
            <translation>无法读取 {0}：文件大于 2 GB</translation>
        </message>
        <message>
            <source>cannot read {0}: there is no picture in it</source>
            <translation>无法读取 {0}：其中没有画面</translation>
        </message>
        <message>
            <source>cannot read {0}: there is not enough memory for it</source>
            <translation>无法读取 {0}：内存不足</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}</source>
            <translation>无法读取 {0}：{1}</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}; run: {2} --force</source>
            <translation>无法读取 {0}：{1}；请运行：{2} --force</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}x{2} is too large a picture for a video</source>
            <translation>无法读取 {0}：{1}×{2} 对视频来说太大</translation>
        </message>
        <message>
            <source>cannot record</source>
            <translation>无法录制</translation>
        </message>
        <message>
            <source>cannot record to {0}: choose .mkv, which survives a crash</source>
            <translation>无法录制到 {0}：请选择不怕崩溃的 .mkv</translation>
        </message>
        <message>
            <source>cannot remove {0}: it ships with rtstyle; only styles you added can be removed</source>
            <translation>无法移除 {0}：它是 rtstyle 自带的；只能移除您添加的风格</translation>
        </message>
        <message>
            <source>cannot remove {0}: {1}</source>
            <translation>无法移除 {0}：{1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: give an address that begins with {1}</source>
            <translation>无法推流到 {0}：请指定以 {1} 开头的地址</translation>
        </message>
        <message>
            <source>cannot stream to {0}: its host or port makes no sense</source>
            <translation>无法推流到 {0}：主机或端口无效</translation>
        </message>
        <message>
            <source>cannot stream to {0}: no process can be started: {1}</source>
            <translation>无法推流到 {0}：无法启动进程：{1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: no {1} in this FFmpeg; use rtmp, udp, tcp or an .m3u8 file</source>
            <translation>无法推流到 {0}：此 FFmpeg 不支持 {1}；请使用 rtmp、udp、tcp 或 .m3u8 文件</translation>
        </message>
        <message>
            <source>cannot stream to {0}: write {1}://HOST:PORT</source>
            <translation>无法推流到 {0}：请写成 {1}://HOST:PORT</translation>
        </message>
        <message>
            <source>cannot stream to {0}: {1}</source>
            <translation>无法推流到 {0}：{1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: {1}; check the address and that it is listening</source>
            <translation>无法推流到 {0}：{1}；请检查地址以及对方是否在监听</translation>
        </message>
        <message>
            <source>cannot stream: PyAV has no H.264 encoder here; install it with: pip install --force-reinstall av</source>
            <translation>无法推流：此处的 PyAV 没有 H.264 编码器；安装：pip install --force-reinstall av</translation>
        </message>
        <message>
            <source>cannot take the screen: {0}; run it in a desktop session (on Linux an X11 one, with DISPLAY set), and on macOS allow screen recording in the settings</source>
            <translation>无法截取屏幕：{0}；请在桌面会话中运行（Linux 上为设置了 DISPLAY 的 X11），macOS 上请允许屏幕录制</translation>
        </message>
        <message>
            <source>cannot use the network that finds people: {0}</source>
            <translation>无法使用识别人物的模型：{0}</translation>
        </message>
        <message>
            <source>cannot use {0}: its SHA-256 is {1}, expected {2}; the file was changed or damaged on the way</source>
            <translation>无法使用 {0}：SHA-256 为 {1}，应为 {2}；文件在途中被更改或损坏</translation>
        </message>
        <message>
            <source>cannot use {0}: {1}</source>
            <translation>无法使用 {0}：{1}</translation>
        </message>
        <message>
            <source>cannot write {0}: it exists already</source>
            <translation>无法写入 {0}：文件已存在</translation>
        </message>
        <message>
            <source>cannot write {0}: it is a folder, a file name is needed</source>
            <translation>无法写入 {0}：这是文件夹，需要文件名</translation>
        </message>
        <message>
            <source>cannot write {0}: it is not a regular file</source>
            <translation>无法写入 {0}：不是普通文件</translation>
        </message>
        <message>
            <source>cannot write {0}: its folder has %d in its name; choose another one</source>
            <translation>无法写入 {0}：其文件夹名含有 %d；请选择其他文件夹</translation>
        </message>
        <message>
            <source>cannot write {0}: the picture cannot be encoded as {1}</source>
            <translation>无法写入 {0}：无法将图片编码为 {1}</translation>
        </message>
        <message>
            <source>cannot write {0}: there is no folder {1}</source>
            <translation>无法写入 {0}：文件夹 {1} 不存在</translation>
        </message>
        <message>
            <source>cannot write {0}: unknown picture format {1}; use one of {2}</source>
            <translation>无法写入 {0}：未知的图片格式 {1}；可用：{2}</translation>
        </message>
        <message>
            <source>cannot write {0}: unknown video format {1}; use one of {2}</source>
            <translation>无法写入 {0}：未知的视频格式 {1}；可用：{2}</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}</source>
            <translation>无法写入 {0}：{1}</translation>
        </message>
        <message>
            <source>cannot write {0}: {1} cannot hold a variable frame rate; choose .mkv</source>
            <translation>无法写入 {0}：{1} 不支持可变帧率；请选择 .mkv</translation>
        </message>
        <message>
            <source>cannot write {0}: {1} holds {2} pixels a side at most; write a .png</source>
            <translation>无法写入 {0}：{1} 每边最多 {2} 像素；请使用 .png</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}; check the folder</source>
            <translation>无法写入 {0}：{1}；请检查文件夹</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}; check the folder and the free space</source>
            <translation>无法写入 {0}：{1}；请检查文件夹与剩余空间</translation>
        </message>
        <message>
            <source>cannot {0}: out of memory; choose a smaller size</source>
            <translation>无法{0}：内存不足；请选择更小的尺寸</translation>
        </message>
        <message>
            <source>cannot {0}: {1}</source>
            <translation>无法{0}：{1}</translation>
        </message>
        <message>
            <source>check the address and the network</source>
            <translation>请检查地址和网络</translation>
        </message>
        <message>
            <source>close other programs that feed it, or make it anew: sudo modprobe -r v4l2loopback; {0}</source>
            <translation>请关闭向其输出的其他程序，或重新创建：sudo modprobe -r v4l2loopback; {0}</translation>
        </message>
        <message>
            <source>did you mean {0}?</source>
            <translation>您是指 {0} 吗？</translation>
        </message>
        <message>
            <source>encode the style</source>
            <translation>处理风格</translation>
        </message>
        <message>
            <source>finding people needs OpenVINO; run: pip install 'rtstyle[openvino]'</source>
            <translation>识别人物需要 OpenVINO：pip install 'rtstyle[openvino]'</translation>
        </message>
        <message>
            <source>install OBS Studio 26 or newer, which brings the virtual camera</source>
            <translation>请安装自带虚拟摄像头的 OBS Studio 26 或更新版本</translation>
        </message>
        <message>
            <source>install OBS Studio 30 or newer, start it, click Start Virtual Camera once, and quit it</source>
            <translation>请安装 OBS Studio 30 或更新版本，启动后点一次“启动虚拟摄像机”，再退出</translation>
        </message>
        <message>
            <source>it is out of memory</source>
            <translation>内存不足</translation>
        </message>
        <message>
            <source>no GPU of a Mac is available to torch; use --device cpu</source>
            <translation>torch 无法使用 Mac 的 GPU；请使用 --device cpu</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>未及时响应</translation>
        </message>
        <message>
            <source>no camera is plugged in</source>
            <translation>没有连接摄像头</translation>
        </message>
        <message>
            <source>no device {0}:{1}: this machine has {2}; see rtstyle devices</source>
            <translation>没有设备 {0}:{1}：本机有 {2}；请查看 rtstyle devices</translation>
        </message>
        <message>
            <source>no file can be made in {0}; choose another folder</source>
            <translation>无法在 {0} 中创建文件；请选择其他文件夹</translation>
        </message>
        <message>
            <source>no look {0}: {1}</source>
            <translation>没有预设 {0}：{1}</translation>
        </message>
        <message>
            <source>no permission: choose another place or change its permissions</source>
            <translation>没有权限：请选择其他位置或更改权限</translation>
        </message>
        <message>
            <source>no photographs to refine on in {0}: install rtstyle again</source>
            <translation>{0} 中没有用于精修的照片：请重新安装 rtstyle</translation>
        </message>
        <message>
            <source>no source given; choose {0}</source>
            <translation>未指定来源；可选：{0}</translation>
        </message>
        <message>
            <source>no style in {0}: give a name or a picture, NAME[:WEIGHT]</source>
            <translation>{0} 中没有风格：请给出名称或图片，NAME[:WEIGHT]</translation>
        </message>
        <message>
            <source>no {0} device is available; use --device cpu, or install a driver and a {1} build of torch</source>
            <translation>没有可用的 {0} 设备；请使用 --device cpu，或安装驱动和 {1} 版 torch</translation>
        </message>
        <message>
            <source>paint</source>
            <translation>绘制</translation>
        </message>
        <message>
            <source>painting the file</source>
            <translation>绘制文件</translation>
        </message>
        <message>
            <source>pictures from the network are not fetched: save it first, then drop the file</source>
            <translation>不会下载网络图片：请先保存，再拖放文件</translation>
        </message>
        <message>
            <source>prepare the network</source>
            <translation>准备模型</translation>
        </message>
        <message>
            <source>record</source>
            <translation>录制</translation>
        </message>
        <message>
            <source>refining the style</source>
            <translation>精修风格</translation>
        </message>
        <message>
            <source>several cameras are called {0}; {1}</source>
            <translation>有多个名为 {0} 的摄像头；{1}</translation>
        </message>
        <message>
            <source>something is missing behind {0}: choose {1}</source>
            <translation>{0} 之后缺少内容：可选 {1}</translation>
        </message>
        <message>
            <source>something went wrong that should not have: {0}</source>
            <translation>发生意外错误：{0}</translation>
        </message>
        <message>
            <source>the disk is full: free some space and run it again</source>
            <translation>磁盘已满：请腾出空间后重试</translation>
        </message>
        <message>
            <source>the disk quota is used up: free some space and run it again</source>
            <translation>磁盘配额已用完：请腾出空间后重试</translation>
        </message>
        <message>
            <source>the encoder {0} does not work on this machine; choose the codec h264</source>
            <translation>编码器 {0} 在本机无法工作；请选择 h264 编解码器</translation>
        </message>
        <message>
            <source>the file grew larger than this file system or a limit allows</source>
            <translation>文件超出了文件系统或限制允许的大小</translation>
        </message>
        <message>
            <source>the file system is read-only: choose another folder</source>
            <translation>文件系统为只读：请选择其他文件夹</translation>
        </message>
        <message>
            <source>the microphone needs PortAudio; install it with: sudo apt install libportaudio2</source>
            <translation>麦克风需要 PortAudio；安装：sudo apt install libportaudio2</translation>
        </message>
        <message>
            <source>the microphone needs sounddevice; install it with: pip install "rtstyle[audio]"</source>
            <translation>麦克风需要 sounddevice；安装：pip install "rtstyle[audio]"</translation>
        </message>
        <message>
            <source>the name is too long</source>
            <translation>名称过长</translation>
        </message>
        <message>
            <source>the network that finds people is not on this machine (0.4 MB, MediaPipe); run: {0}</source>
            <translation>本机没有识别人物的模型（0.4 MB，MediaPipe）；请运行：{0}</translation>
        </message>
        <message>
            <source>the null sink keeps nothing, whatever is said to it: write null</source>
            <translation>null 输出不保存任何内容：请只写 null</translation>
        </message>
        <message>
            <source>the picture changes from {0}x{1} to {2}x{3} at frame {4}; scale the video to one size first</source>
            <translation>画面在第 {4} 帧从 {0}×{1} 变为 {2}×{3}；请先将视频统一为一种尺寸</translation>
        </message>
        <message>
            <source>the recording was ended and is kept</source>
            <translation>录制已结束并保存</translation>
        </message>
        <message>
            <source>the screen cannot be taken any more: {0}</source>
            <translation>无法继续截取屏幕：{0}</translation>
        </message>
        <message>
            <source>the screen cannot be taken {0} times per second; choose 1 to {1}</source>
            <translation>无法每秒截取屏幕 {0} 次；请选择 1 到 {1}</translation>
        </message>
        <message>
            <source>the screen needs mss; install it with: pip install "rtstyle[screen]"</source>
            <translation>截取屏幕需要 mss；安装：pip install "rtstyle[screen]"</translation>
        </message>
        <message>
            <source>the screen region {0} is empty: give left,top,width,height in pixels</source>
            <translation>屏幕区域 {0} 为空：请以像素给出 左,上,宽,高</translation>
        </message>
        <message>
            <source>the screen region {0} lies outside the desktop, which is {1}x{2} pixels from {3},{4}</source>
            <translation>屏幕区域 {0} 在桌面之外（桌面从 {3},{4} 起为 {1}×{2} 像素）</translation>
        </message>
        <message>
            <source>the screen region {0} makes no sense: write screen:LEFT,TOP,WIDTH,HEIGHT in pixels</source>
            <translation>屏幕区域 {0} 无效：请写 screen:左,上,宽,高（像素）</translation>
        </message>
        <message>
            <source>the sound system does not answer: {0}</source>
            <translation>声音系统没有响应：{0}</translation>
        </message>
        <message>
            <source>the virtual camera needs pyvirtualcam; install it with: pip install "rtstyle[virtualcam]"</source>
            <translation>虚拟摄像头需要 pyvirtualcam；安装：pip install "rtstyle[virtualcam]"</translation>
        </message>
        <message>
            <source>the weight in {0} must be a number above 0</source>
            <translation>{0} 中的权重必须大于 0</translation>
        </message>
        <message>
            <source>the weights of {0} are not at {1}; {2}</source>
            <translation>{1} 中没有 {0} 的权重；{2}</translation>
        </message>
        <message>
            <source>the weights of {0} ship with rtstyle and cannot be fetched; install it again</source>
            <translation>{0} 的权重随 rtstyle 提供，无法下载；请重新安装</translation>
        </message>
        <message>
            <source>there is a look {0} already: choose another name</source>
            <translation>预设 {0} 已存在：请换一个名称</translation>
        </message>
        <message>
            <source>there is no camera {0}; {1}</source>
            <translation>没有摄像头 {0}；{1}</translation>
        </message>
        <message>
            <source>there is no microphone: plug one in, or leave out --microphone</source>
            <translation>没有麦克风：请接入一个，或去掉 --microphone</translation>
        </message>
        <message>
            <source>there is no picture to add: copy or drop a picture, a file or a folder</source>
            <translation>没有可添加的图片：请复制或拖放图片、文件或文件夹</translation>
        </message>
        <message>
            <source>there is no picture to send anywhere: choose a source first</source>
            <translation>没有可发送的画面：请先选择来源</translation>
        </message>
        <message>
            <source>there is no sink {0}: nothing runs</source>
            <translation>没有输出 {0}：当前没有运行</translation>
        </message>
        <message>
            <source>there is no sink {0}; choose {1}</source>
            <translation>没有输出 {0}；可选：{1}</translation>
        </message>
        <message>
            <source>there is no source {0}, and no such file; choose {1}</source>
            <translation>没有来源 {0}，也没有该文件；可选：{1}</translation>
        </message>
        <message>
            <source>there is no synthetic scene {0}: write synthetic or synthetic:counter</source>
            <translation>没有合成场景 {0}：请写 synthetic 或 synthetic:counter</translation>
        </message>
        <message>
            <source>there is no virtual camera backend {0} here; there are: {1}</source>
            <translation>此处没有虚拟摄像头后端 {0}；可用：{1}</translation>
        </message>
        <message>
            <source>there is none; install it with: {0}; and make one with: {1}</source>
            <translation>没有；安装：{0}；创建：{1}</translation>
        </message>
        <message>
            <source>this torch is not built for ROCm; use --device cpu, or install one that is</source>
            <translation>此 torch 不是 ROCm 版；请使用 --device cpu，或安装 ROCm 版</translation>
        </message>
        <message>
            <source>too many files are open</source>
            <translation>打开的文件过多</translation>
        </message>
        <message>
            <source>unknown device {0}: choose {1}</source>
            <translation>未知设备 {0}：可选 {1}</translation>
        </message>
        <message>
            <source>unknown model {0}: {1}</source>
            <translation>未知模型 {0}：{1}</translation>
        </message>
        <message>
            <source>weights in {0} are of no network that is known: {1}</source>
            <translation>{0} 中的权重不属于任何已知模型：{1}</translation>
        </message>
        <message>
            <source>weights in {0} do not match the checksum recorded beside them: they are damaged; run: rtstyle models fetch {1} --force</source>
            <translation>{0} 中的权重与校验和不符，已损坏；请运行：rtstyle models fetch {1} --force</translation>
        </message>
        <message>
            <source>what it sends is no video that can be decoded</source>
            <translation>收到的不是可解码的视频</translation>
        </message>
        <message>
            <source>what was pasted is no picture that can be read</source>
            <translation>粘贴的内容不是可读取的图片</translation>
        </message>
        <message>
            <source>{0} broke off: {1}; it is tried again</source>
            <translation>{0} 中断：{1}；正在重试</translation>
        </message>
        <message>
            <source>{0} bytes are kept, run it again to resume</source>
            <translation>已保留 {0} 字节，再次运行可继续</translation>
        </message>
        <message>
            <source>{0} does not answer</source>
            <translation>{0} 没有响应</translation>
        </message>
        <message>
            <source>{0} does not answer ({1} s)</source>
            <translation>{0} 没有响应（{1} 秒）</translation>
        </message>
        <message>
            <source>{0} failed</source>
            <translation>{0}失败</translation>
        </message>
        <message>
            <source>{0} failed ({1}); {2} paints now</source>
            <translation>{0} 出错（{1}）；现由 {2} 绘制</translation>
        </message>
        <message>
            <source>{0} failed: Python could not be started</source>
            <translation>{0}失败：无法启动 Python</translation>
        </message>
        <message>
            <source>{0} has ended</source>
            <translation>{0} 已结束</translation>
        </message>
        <message>
            <source>{0} has sent no picture for {1} s{2}; it is tried again</source>
            <translation>{0} 已有 {1} 秒没有画面{2}；正在重试</translation>
        </message>
        <message>
            <source>{0} has shown the very same picture for {1} s: check its cable; it is tried again</source>
            <translation>{0} 已有 {1} 秒画面完全不变：请检查连线；正在重试</translation>
        </message>
        <message>
            <source>{0} is damaged, or another file; run: {1} --force</source>
            <translation>{0} 已损坏或不是该文件；请运行：{1} --force</translation>
        </message>
        <message>
            <source>{0} is more than so small a file can hold; it is cut off or damaged</source>
            <translation>{0} 超出如此小的文件所能容纳；文件被截断或已损坏</translation>
        </message>
        <message>
            <source>{0} is more than the {1} megapixels that a picture of its kind may have; scale it down first</source>
            <translation>{0} 超过此类图片允许的 {1} 百万像素；请先缩小</translation>
        </message>
        <message>
            <source>{0} is more than {1} megapixels; scale it down first</source>
            <translation>{0} 超过 {1} 百万像素；请先缩小</translation>
        </message>
        <message>
            <source>{0} is not used: {1}</source>
            <translation>未使用 {0}：{1}</translation>
        </message>
        <message>
            <source>{0} is {1}: it would be lost; choose another name for the result</source>
            <translation>{0} 是 {1}，会丢失；请为结果换一个名称</translation>
        </message>
        <message>
            <source>{0} stopped sending; it is tried again</source>
            <translation>{0} 停止发送；正在重试</translation>
        </message>
        <message>
            <source>{0}: {1}: no file can be made in {2}; choose another folder</source>
            <translation>{0}：{1}：无法在 {2} 中创建文件；请选择其他文件夹</translation>
        </message>
        <message>
            <source>{0}: {1}: only {2} MB are left on the disk, {3} MB are the least; free some space</source>
            <translation>{0}：{1}：磁盘仅剩 {2} MB，至少需要 {3} MB；请腾出空间</translation>
        </message>
        <message>
            <source>{0}; choose one of: {1}</source>
            <translation>{0}；可选：{1}</translation>
        </message>
        <message>
            <source>{0}; it goes on without one</source>
            <translation>{0}；将不带麦克风继续</translation>
        </message>
    </context>
</TS>
