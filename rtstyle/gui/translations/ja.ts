<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
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
            <translation>追加</translation>
        </message>
        <message>
            <source>Add pictures as styles</source>
            <translation>画像をスタイルとして追加</translation>
        </message>
        <message>
            <source>Add pictures as styles; or drop them anywhere</source>
            <translation>画像をスタイルとして追加（どこにドロップしても可）</translation>
        </message>
        <message>
            <source>Add the style to the mix</source>
            <translation>スタイルをミックスに追加</translation>
        </message>
        <message>
            <source>Add to favourites</source>
            <translation>お気に入りに追加</translation>
        </message>
        <message>
            <source>Add to the mix</source>
            <translation>ミックスに追加</translation>
        </message>
        <message>
            <source>Added {count} looks</source>
            <translation>{count} 件のルックを追加しました</translation>
        </message>
        <message>
            <source>Added {count} styles</source>
            <translation>{count} 件のスタイルを追加しました</translation>
        </message>
        <message>
            <source>Added {name}</source>
            <translation>{name} を追加しました</translation>
        </message>
        <message>
            <source>Address to stream to</source>
            <translation>配信先のアドレス</translation>
        </message>
        <message>
            <source>After</source>
            <translation>適用後</translation>
        </message>
        <message>
            <source>All</source>
            <translation>すべて</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>すべてのファイル</translation>
        </message>
        <message>
            <source>All of the picture is painted</source>
            <translation>画面全体を描きます</translation>
        </message>
        <message>
            <source>Allow desktop apps to use it in Settings, Privacy, Camera, and close programs that use it.</source>
            <translation>「設定」→「プライバシー」→「カメラ」でデスクトップアプリを許可し、カメラを使用中のプログラムを閉じてください。</translation>
        </message>
        <message>
            <source>Allow it in System Settings, Privacy &amp; Security, Camera; then start rtstyle again.</source>
            <translation>「システム設定」→「プライバシーとセキュリティ」→「カメラ」で許可してから、rtstyle を起動し直してください。</translation>
        </message>
        <message>
            <source>As large as the picture</source>
            <translation>映像と同じ大きさ</translation>
        </message>
        <message>
            <source>As the system's</source>
            <translation>システムに合わせる</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>自動</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>背景</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>適用前</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>適用前後の比較</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>混合</translation>
        </message>
        <message>
            <source>Brushwork</source>
            <translation>筆づかい</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU</translation>
        </message>
        <message>
            <source>Calms flicker: over how long the picture is averaged, along the motion of what is in it</source>
            <translation>ちらつきを抑えます：動きに沿って映像を平均する時間の長さ</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>カメラ</translation>
        </message>
        <message>
            <source>Camera {number}</source>
            <translation>カメラ {number}</translation>
        </message>
        <message>
            <source>Can be played while it is still being recorded</source>
            <translation>録画中でも再生できます</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>キャンセル</translation>
        </message>
        <message>
            <source>Choose a style first</source>
            <translation>先にスタイルを選んでください</translation>
        </message>
        <message>
            <source>Choose another folder</source>
            <translation>別のフォルダーを選択</translation>
        </message>
        <message>
            <source>Choose another source, or play this one again.</source>
            <translation>別のソースを選ぶか、もう一度再生してください。</translation>
        </message>
        <message>
            <source>Choose another source, or try again.</source>
            <translation>別のソースを選ぶか、もう一度お試しください。</translation>
        </message>
        <message>
            <source>Clean picture</source>
            <translation>クリーン映像</translation>
        </message>
        <message>
            <source>Clean picture in full screen</source>
            <translation>クリーン映像を全画面表示</translation>
        </message>
        <message>
            <source>Close programs that use it, and see that you may: sudo usermod -aG video $USER, then log in again.</source>
            <translation>カメラを使用中のプログラムを閉じ、使用権限を確認してください：sudo usermod -aG video $USER を実行し、ログインし直します。</translation>
        </message>
        <message>
            <source>Close what lies over it</source>
            <translation>重なっている表示を閉じる</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>色</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>接続中…</translation>
        </message>
        <message>
            <source>Controls</source>
            <translation>調整パネル</translation>
        </message>
        <message>
            <source>Copied: paste it into a terminal</source>
            <translation>コピーしました。端末に貼り付けてください</translation>
        </message>
        <message>
            <source>Copy as command</source>
            <translation>コマンドをコピー</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>削除</translation>
        </message>
        <message>
            <source>Delete the chosen style</source>
            <translation>選択したスタイルを削除</translation>
        </message>
        <message>
            <source>Deleted {name}</source>
            <translation>{name} を削除しました</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>削除…</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>細部</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>デバイス</translation>
        </message>
        <message>
            <source>Drag styles
to the corners</source>
            <translation>スタイルを
四隅にドラッグ</translation>
        </message>
        <message>
            <source>Drag styles onto the corners, then the handle between them; arrow keys move it, a right click or the backspace key empties a corner</source>
            <translation>スタイルを四隅にドラッグし、その間でつまみを動かします。矢印キーで移動、右クリックか Backspace で隅を空にします</translation>
        </message>
        <message>
            <source>Drop it here</source>
            <translation>ここにドロップ</translation>
        </message>
        <message>
            <source>Drop pictures here to add styles</source>
            <translation>画像をここにドロップしてスタイルを追加</translation>
        </message>
        <message>
            <source>Drop pictures, a video or looks anywhere</source>
            <translation>画像・動画・ルックはどこにでもドロップできます</translation>
        </message>
        <message>
            <source>Dropped</source>
            <translation>欠落</translation>
        </message>
        <message>
            <source>Dropped: {cause}</source>
            <translation>欠落：{cause}</translation>
        </message>
        <message>
            <source>Empty the mixing pad</source>
            <translation>ミックスパッドを空にする</translation>
        </message>
        <message>
            <source>Esc leaves the full screen</source>
            <translation>Esc で全画面を終了</translation>
        </message>
        <message>
            <source>Every frame in the look of now, at full quality, with its sound.</source>
            <translation>全フレームを現在のルックで、最高画質・音声付きで描きます。</translation>
        </message>
        <message>
            <source>Export {name}</source>
            <translation>{name} を書き出し</translation>
        </message>
        <message>
            <source>Exported {name}</source>
            <translation>{name} を書き出しました</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>書き出し…</translation>
        </message>
        <message>
            <source>Fetch it</source>
            <translation>ダウンロード</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>ファイル</translation>
        </message>
        <message>
            <source>Finding people needs a small network (MediaPipe, 0.4 MB)</source>
            <translation>人物の検出には小さなモデルが必要です（MediaPipe、0.4 MB）</translation>
        </message>
        <message>
            <source>Finding people needs a small network (MediaPipe, 0.4 MB); what is here is damaged</source>
            <translation>人物の検出には小さなモデルが必要です（MediaPipe、0.4 MB）。手元のファイルは破損しています</translation>
        </message>
        <message>
            <source>Finishing…</source>
            <translation>仕上げ中…</translation>
        </message>
        <message>
            <source>First nine looks</source>
            <translation>先頭の 9 ルック</translation>
        </message>
        <message>
            <source>First nine styles</source>
            <translation>先頭の 9 スタイル</translation>
        </message>
        <message>
            <source>Folder of recordings</source>
            <translation>録画の保存先</translation>
        </message>
        <message>
            <source>Folder of snapshots</source>
            <translation>スナップショットの保存先</translation>
        </message>
        <message>
            <source>Format of recordings</source>
            <translation>録画の形式</translation>
        </message>
        <message>
            <source>Frame rate</source>
            <translation>フレームレート</translation>
        </message>
        <message>
            <source>Frame rate and latency</source>
            <translation>フレームレートと遅延</translation>
        </message>
        <message>
            <source>Frames dropped: {count}</source>
            <translation>欠落フレーム：{count}</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全画面</translation>
        </message>
        <message>
            <source>Give refining up</source>
            <translation>リファインを中止</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>続ける</translation>
        </message>
        <message>
            <source>Go through styles or looks by itself</source>
            <translation>スタイルやルックを自動で切り替えます</translation>
        </message>
        <message>
            <source>How long each style stays</source>
            <translation>各スタイルの表示時間</translation>
        </message>
        <message>
            <source>How much of a first, rough painting in large strokes shows through: bold shapes and contours</source>
            <translation>大きな筆致の下塗りをどれだけ透かすか。形と輪郭が力強くなります</translation>
        </message>
        <message>
            <source>How much of the paint is laid in strokes along the shapes of the picture</source>
            <translation>映像の形に沿った筆致で塗られる度合い</translation>
        </message>
        <message>
            <source>How much of the photograph's own detail passes; less of it is more paint</source>
            <translation>元の映像の細部をどれだけ残すか。少ないほど絵らしくなります</translation>
        </message>
        <message>
            <source>How much of the style the picture takes on</source>
            <translation>スタイルをどれだけ反映するか</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>読み込み</translation>
        </message>
        <message>
            <source>Import looks</source>
            <translation>ルックを読み込み</translation>
        </message>
        <message>
            <source>Keep style and settings as they are now</source>
            <translation>現在のスタイルと設定を保存します</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>キー一覧</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>言語</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>遅延</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>ライブ</translation>
        </message>
        <message>
            <source>Live thumbnails</source>
            <translation>ライブサムネイル</translation>
        </message>
        <message>
            <source>Loading the network…</source>
            <translation>モデルを読み込み中…</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>表現</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>表示</translation>
        </message>
        <message>
            <source>Look for cameras</source>
            <translation>カメラを検索</translation>
        </message>
        <message>
            <source>Looks</source>
            <translation>ルック</translation>
        </message>
        <message>
            <source>Loop</source>
            <translation>ループ</translation>
        </message>
        <message>
            <source>Me</source>
            <translation>自分</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>マイク</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>元の色</translation>
        </message>
        <message>
            <source>Mirror</source>
            <translation>左右反転</translation>
        </message>
        <message>
            <source>Mirror the clean picture</source>
            <translation>クリーン映像を左右反転</translation>
        </message>
        <message>
            <source>Mix</source>
            <translation>ミックス</translation>
        </message>
        <message>
            <source>Mixing pad</source>
            <translation>ミックスパッド</translation>
        </message>
        <message>
            <source>Move the wipe left</source>
            <translation>境界線を左へ</translation>
        </message>
        <message>
            <source>Move the wipe right</source>
            <translation>境界線を右へ</translation>
        </message>
        <message>
            <source>Move to the left</source>
            <translation>左へ移動</translation>
        </message>
        <message>
            <source>Move to the right</source>
            <translation>右へ移動</translation>
        </message>
        <message>
            <source>Name of the look</source>
            <translation>ルックの名前</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>モデル</translation>
        </message>
        <message>
            <source>Network, device and language</source>
            <translation>モデル・デバイス・言語</translation>
        </message>
        <message>
            <source>Next look</source>
            <translation>次のルック</translation>
        </message>
        <message>
            <source>Next style</source>
            <translation>次のスタイル</translation>
        </message>
        <message>
            <source>No picture</source>
            <translation>映像なし</translation>
        </message>
        <message>
            <source>No picture from the camera</source>
            <translation>カメラの映像がありません</translation>
        </message>
        <message>
            <source>No style of that name</source>
            <translation>その名前のスタイルはありません</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>オフ</translation>
        </message>
        <message>
            <source>One frame back</source>
            <translation>1 フレーム戻る</translation>
        </message>
        <message>
            <source>One frame on</source>
            <translation>1 フレーム進む</translation>
        </message>
        <message>
            <source>Only people are painted; what is behind them stays as it is</source>
            <translation>人物だけを描き、背景はそのままにします</translation>
        </message>
        <message>
            <source>Open a video…</source>
            <translation>動画を開く…</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>フォルダーを開く</translation>
        </message>
        <message>
            <source>Open the folder of recordings</source>
            <translation>録画フォルダーを開く</translation>
        </message>
        <message>
            <source>Open the folder of snapshots</source>
            <translation>スナップショットのフォルダーを開く</translation>
        </message>
        <message>
            <source>Or drop a video here.</source>
            <translation>動画をここにドロップすることもできます。</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>出力</translation>
        </message>
        <message>
            <source>Paint</source>
            <translation>描く</translation>
        </message>
        <message>
            <source>Paint file</source>
            <translation>ファイルを描く</translation>
        </message>
        <message>
            <source>Paint the whole file</source>
            <translation>ファイル全体を描く</translation>
        </message>
        <message>
            <source>Paint the whole file in this look, at full quality</source>
            <translation>ファイル全体をこのルックで、最高画質で描きます</translation>
        </message>
        <message>
            <source>Painted</source>
            <translation>描画</translation>
        </message>
        <message>
            <source>Painted so far</source>
            <translation>描画の進み具合</translation>
        </message>
        <message>
            <source>Painted {file} in {folder}</source>
            <translation>{file} を {folder} に描き出しました</translation>
        </message>
        <message>
            <source>Painting detail</source>
            <translation>描画の細かさ</translation>
        </message>
        <message>
            <source>Paste a picture as a style</source>
            <translation>画像をスタイルとして貼り付け</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>一時停止</translation>
        </message>
        <message>
            <source>People stay as they are; only what is behind them is painted</source>
            <translation>人物はそのままにし、背景だけを描きます</translation>
        </message>
        <message>
            <source>Picture size</source>
            <translation>映像サイズ</translation>
        </message>
        <message>
            <source>Picture size and frame rate of the source</source>
            <translation>ソースの映像サイズとフレームレート</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>画像</translation>
        </message>
        <message>
            <source>Pictures become styles, a video is played, looks are added</source>
            <translation>画像はスタイルに、動画は再生、ルックは追加されます</translation>
        </message>
        <message>
            <source>Place in the file</source>
            <translation>再生位置</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>再生</translation>
        </message>
        <message>
            <source>Play a video</source>
            <translation>動画を再生</translation>
        </message>
        <message>
            <source>Plays everywhere, and every editor takes it</source>
            <translation>どこでも再生でき、どの編集ソフトでも使えます</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>プレビュー</translation>
        </message>
        <message>
            <source>Previous look</source>
            <translation>前のルック</translation>
        </message>
        <message>
            <source>Previous style</source>
            <translation>前のスタイル</translation>
        </message>
        <message>
            <source>Put the style in front</source>
            <translation>スタイルを先頭へ</translation>
        </message>
        <message>
            <source>Put this away</source>
            <translation>閉じる</translation>
        </message>
        <message>
            <source>Put this message away</source>
            <translation>このメッセージを閉じる</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>終了</translation>
        </message>
        <message>
            <source>Quit rtstyle?</source>
            <translation>rtstyle を終了しますか？</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>録画</translation>
        </message>
        <message>
            <source>Recorded {file} in {folder}</source>
            <translation>{file} を {folder} に録画しました</translation>
        </message>
        <message>
            <source>Recordings</source>
            <translation>録画</translation>
        </message>
        <message>
            <source>Refine</source>
            <translation>リファイン</translation>
        </message>
        <message>
            <source>Refine the style</source>
            <translation>スタイルをリファイン</translation>
        </message>
        <message>
            <source>Refine what I choose</source>
            <translation>選んだものをリファイン</translation>
        </message>
        <message>
            <source>Refining {name}: about a minute</source>
            <translation>{name} をリファイン中：約 1 分</translation>
        </message>
        <message>
            <source>Remove from favourites</source>
            <translation>お気に入りから削除</translation>
        </message>
        <message>
            <source>Remove noise</source>
            <translation>ノイズ除去</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>置き換え</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Save the look</source>
            <translation>ルックを保存</translation>
        </message>
        <message>
            <source>Save this look</source>
            <translation>このルックを保存</translation>
        </message>
        <message>
            <source>Save this look, and it stands here</source>
            <translation>ルックを保存するとここに並びます</translation>
        </message>
        <message>
            <source>Saved {file} in {folder}</source>
            <translation>{file} を {folder} に保存しました</translation>
        </message>
        <message>
            <source>Saved {name}</source>
            <translation>{name} を保存しました</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>画面</translation>
        </message>
        <message>
            <source>Search styles</source>
            <translation>スタイルを検索</translation>
        </message>
        <message>
            <source>Short side of the picture that is painted; more is finer and slower</source>
            <translation>描く映像の短辺。大きいほど細かく、遅くなります</translation>
        </message>
        <message>
            <source>Show yourself in every style</source>
            <translation>自分の映像を各スタイルで表示します</translation>
        </message>
        <message>
            <source>Slideshow</source>
            <translation>スライドショー</translation>
        </message>
        <message>
            <source>Slideshow of</source>
            <translation>スライドショーの対象</translation>
        </message>
        <message>
            <source>Smoothing</source>
            <translation>ちらつき低減</translation>
        </message>
        <message>
            <source>Snapshot</source>
            <translation>スナップショット</translation>
        </message>
        <message>
            <source>Snapshots</source>
            <translation>スナップショット</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>ソース</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>開始</translation>
        </message>
        <message>
            <source>Start rtstyle again to see it in this language</source>
            <translation>言語は次回の起動時に切り替わります</translation>
        </message>
        <message>
            <source>Starting {source}…</source>
            <translation>{source} を開始中…</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>起動中…</translation>
        </message>
        <message>
            <source>Stop: {what}</source>
            <translation>停止：{what}</translation>
        </message>
        <message>
            <source>Stream</source>
            <translation>配信</translation>
        </message>
        <message>
            <source>Stream to the network</source>
            <translation>ネットワークへ配信</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>強さ</translation>
        </message>
        <message>
            <source>Strip</source>
            <translation>一覧</translation>
        </message>
        <message>
            <source>Stroke size</source>
            <translation>筆致の大きさ</translation>
        </message>
        <message>
            <source>Stronger</source>
            <translation>強く</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>スタイル</translation>
        </message>
        <message>
            <source>Styles</source>
            <translation>スタイル</translation>
        </message>
        <message>
            <source>Styles and mixtures with their settings</source>
            <translation>スタイルやミックスと、その設定</translation>
        </message>
        <message>
            <source>Styles that come with rtstyle stay</source>
            <translation>付属のスタイルは削除できません</translation>
        </message>
        <message>
            <source>Synthetic scene</source>
            <translation>合成シーン</translation>
        </message>
        <message>
            <source>Take in looks from files; or drop them anywhere</source>
            <translation>ファイルからルックを読み込みます（どこにドロップしても可）</translation>
        </message>
        <message>
            <source>Takes a camera's noise out of what stands still; half is right for most webcams</source>
            <translation>静止部分からカメラのノイズを取り除きます。多くのウェブカメラでは半分が適切です</translation>
        </message>
        <message>
            <source>The end</source>
            <translation>終わり</translation>
        </message>
        <message>
            <source>The file that is being painted is given up.</source>
            <translation>ファイルの描画は中止されます。</translation>
        </message>
        <message>
            <source>The line that does the same in a terminal</source>
            <translation>端末で同じことをするコマンド</translation>
        </message>
        <message>
            <source>The live picture in the chosen style</source>
            <translation>選んだスタイルのライブ映像</translation>
        </message>
        <message>
            <source>The network that paints</source>
            <translation>描画に使うモデル</translation>
        </message>
        <message>
            <source>The picture cannot keep up: ask the source for fewer frames (the button beside it), or close other programs.</source>
            <translation>処理が追いつきません。ソースのフレームレートを下げる（隣のボタン）か、ほかのプログラムを閉じてください。</translation>
        </message>
        <message>
            <source>The picture cannot keep up: choose less painting detail.</source>
            <translation>処理が追いつきません。描画の細かさを下げてください。</translation>
        </message>
        <message>
            <source>The recording ends, and is kept.</source>
            <translation>録画は終了し、保存されます。</translation>
        </message>
        <message>
            <source>The size of brush strokes and patterns</source>
            <translation>筆致や模様の大きさ</translation>
        </message>
        <message>
            <source>The stream ends for all who watch it.</source>
            <translation>配信は視聴者全員に対して終了します。</translation>
        </message>
        <message>
            <source>The style's colours</source>
            <translation>スタイルの色</translation>
        </message>
        <message>
            <source>The style's strokes in your own palette</source>
            <translation>スタイルの筆致を元映像の色調で</translation>
        </message>
        <message>
            <source>The styles</source>
            <translation>スタイル一覧</translation>
        </message>
        <message>
            <source>The virtual camera goes dark for those who see it.</source>
            <translation>仮想カメラの映像は相手側で真っ暗になります。</translation>
        </message>
        <message>
            <source>The window's language</source>
            <translation>ウィンドウの表示言語</translation>
        </message>
        <message>
            <source>There is no camera picture</source>
            <translation>カメラの映像がありません</translation>
        </message>
        <message>
            <source>Time for each style</source>
            <translation>スタイルごとの時間</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>再試行</translation>
        </message>
        <message>
            <source>Try the sample scene</source>
            <translation>サンプルシーンを試す</translation>
        </message>
        <message>
            <source>Trying again…</source>
            <translation>再試行中…</translation>
        </message>
        <message>
            <source>Underpainting</source>
            <translation>下塗り</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>元に戻す</translation>
        </message>
        <message>
            <source>Undo a deletion</source>
            <translation>削除を元に戻す</translation>
        </message>
        <message>
            <source>Video file…</source>
            <translation>動画ファイル…</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>動画</translation>
        </message>
        <message>
            <source>View</source>
            <translation>表示</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>仮想カメラ</translation>
        </message>
        <message>
            <source>Waiting for the first picture…</source>
            <translation>最初の映像を待っています…</translation>
        </message>
        <message>
            <source>Weaker</source>
            <translation>弱く</translation>
        </message>
        <message>
            <source>What the network runs on</source>
            <translation>モデルを実行するデバイス</translation>
        </message>
        <message>
            <source>What the network runs on: {device} now</source>
            <translation>モデルを実行するデバイス：現在は {device}</translation>
        </message>
        <message>
            <source>Where recordings and snapshots go</source>
            <translation>録画とスナップショットの保存先</translation>
        </message>
        <message>
            <source>Where the picture comes from</source>
            <translation>映像の入力元</translation>
        </message>
        <message>
            <source>Your own colours; only light and dark come from the style</source>
            <translation>元映像の色のまま、明暗だけをスタイルから取ります</translation>
        </message>
        <message>
            <source>at {size}</source>
            <translation>{size}</translation>
        </message>
        <message>
            <source>clean picture</source>
            <translation>クリーン映像</translation>
        </message>
        <message>
            <source>frame rate</source>
            <translation>フレームレート</translation>
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
            <translation>モデル</translation>
        </message>
        <message>
            <source>no styles yet</source>
            <translation>スタイルなし</translation>
        </message>
        <message>
            <source>preview</source>
            <translation>プレビュー</translation>
        </message>
        <message>
            <source>recording</source>
            <translation>録画</translation>
        </message>
        <message>
            <source>source</source>
            <translation>ソース</translation>
        </message>
        <message>
            <source>stream</source>
            <translation>配信</translation>
        </message>
        <message>
            <source>the camera</source>
            <translation>カメラ</translation>
        </message>
        <message>
            <source>the screen</source>
            <translation>画面</translation>
        </message>
        <message>
            <source>the synthetic scene</source>
            <translation>合成シーン</translation>
        </message>
        <message>
            <source>too slow</source>
            <translation>速度不足</translation>
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
            <translation>仮想カメラ</translation>
        </message>
        <message>
            <source>{count} now</source>
            <translation>現在 {count}</translation>
        </message>
        <message>
            <source>{count} per second</source>
            <translation>毎秒 {count}</translation>
        </message>
        <message>
            <source>{count} pixels</source>
            <translation>{count} ピクセル</translation>
        </message>
        <message>
            <source>{count} seconds</source>
            <translation>{count} 秒</translation>
        </message>
        <message>
            <source>{done} frames</source>
            <translation>{done} フレーム</translation>
        </message>
        <message>
            <source>{done} of {total} frames</source>
            <translation>{done} / {total} フレーム</translation>
        </message>
        <message>
            <source>{file}  in  {folder}</source>
            <translation>{file}  ·  {folder}</translation>
        </message>
        <message>
            <source>{first} and {second}</source>
            <translation>{first} と {second}</translation>
        </message>
        <message>
            <source>{name} (not on this machine)</source>
            <translation>{name}（このマシンにはありません）</translation>
        </message>
        <message>
            <source>{name} is as good as it gets</source>
            <translation>{name} はこれ以上良くなりません</translation>
        </message>
        <message>
            <source>{name} is refined</source>
            <translation>{name} をリファインしました</translation>
        </message>
        <message>
            <source>{name} is refined already</source>
            <translation>{name} はリファイン済みです</translation>
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
            <translation>残り {time}</translation>
        </message>
    </context>
    <context>
        <name>messages</name>
        <message>
            <source>Connection refused</source>
            <translation>接続が拒否されました</translation>
        </message>
        <message>
            <source>Connection timed out</source>
            <translation>接続がタイムアウトしました</translation>
        </message>
        <message>
            <source>Device or resource busy</source>
            <translation>デバイスが使用中です</translation>
        </message>
        <message>
            <source>Input/output error</source>
            <translation>入出力エラー</translation>
        </message>
        <message>
            <source>Network is unreachable</source>
            <translation>ネットワークに接続できません</translation>
        </message>
        <message>
            <source>No route to host</source>
            <translation>ホストに到達できません</translation>
        </message>
        <message>
            <source>No space left on device</source>
            <translation>ディスクの空き容量がありません</translation>
        </message>
        <message>
            <source>No such file or directory</source>
            <translation>ファイルまたはフォルダーがありません</translation>
        </message>
        <message>
            <source>OpenVINO cannot {0} the network: {1}; {2}</source>
            <translation>OpenVINO でモデルを処理できません（{0}）：{1}。{2}</translation>
        </message>
        <message>
            <source>OpenVINO finds no {0} here, only {1}; see rtstyle devices</source>
            <translation>OpenVINO で {0} が見つかりません（あるのは {1}）。rtstyle devices で確認してください</translation>
        </message>
        <message>
            <source>OpenVINO is not installed (extra: openvino); use --device cpu</source>
            <translation>OpenVINO がインストールされていません（extra: openvino）。--device cpu を使ってください</translation>
        </message>
        <message>
            <source>Operation not permitted</source>
            <translation>許可されていない操作です</translation>
        </message>
        <message>
            <source>Permission denied</source>
            <translation>アクセス権がありません</translation>
        </message>
        <message>
            <source>Read-only file system</source>
            <translation>読み取り専用のファイルシステムです</translation>
        </message>
        <message>
            <source>a camera cannot deliver {0}x{1} at {2} fps; ask for 1280x720 at 30</source>
            <translation>カメラは {0}×{1}、{2} fps に対応できません。1280×720、30 fps を指定してください</translation>
        </message>
        <message>
            <source>a look needs a name</source>
            <translation>ルックには名前が必要です</translation>
        </message>
        <message>
            <source>a style library needs a folder</source>
            <translation>スタイルの保存フォルダーが必要です</translation>
        </message>
        <message>
            <source>cannot add {0} to {1}: {2}</source>
            <translation>{0} を {1} に追加できません：{2}</translation>
        </message>
        <message>
            <source>cannot add {0}: no picture in this folder can be read</source>
            <translation>{0} を追加できません：フォルダー内に読み込める画像がありません</translation>
        </message>
        <message>
            <source>cannot compute on {0}: {1}; try --device cpu</source>
            <translation>{0} で計算できません：{1}。--device cpu を試してください</translation>
        </message>
        <message>
            <source>cannot fetch {0}: HTTP {1} {2}; check the address</source>
            <translation>{0} をダウンロードできません：HTTP {1} {2}。アドレスを確認してください</translation>
        </message>
        <message>
            <source>cannot fetch {0}: it redirects to an address without encryption</source>
            <translation>{0} をダウンロードできません：暗号化されていないアドレスに転送されました</translation>
        </message>
        <message>
            <source>cannot fetch {0}: larger than the {1} bytes that were expected</source>
            <translation>{0} をダウンロードできません：想定の {1} バイトより大きいファイルです</translation>
        </message>
        <message>
            <source>cannot fetch {0}: not an http or https address</source>
            <translation>{0} をダウンロードできません：http または https のアドレスではありません</translation>
        </message>
        <message>
            <source>cannot fetch {0}: {1}; {2}</source>
            <translation>{0} をダウンロードできません：{1}。{2}</translation>
        </message>
        <message>
            <source>cannot keep the refined style in {0}: {1}</source>
            <translation>リファインしたスタイルを {0} に保存できません：{1}</translation>
        </message>
        <message>
            <source>cannot make the folder {0}: {1}</source>
            <translation>フォルダー {0} を作成できません：{1}</translation>
        </message>
        <message>
            <source>cannot open the microphone {0}: {1}; close other programs that use it, or choose another one</source>
            <translation>マイク {0} を開けません：{1}。使用中のプログラムを閉じるか、別のマイクを選んでください</translation>
        </message>
        <message>
            <source>cannot open the virtual camera{0}: {1}{2}</source>
            <translation>仮想カメラ{0}を開けません：{1}{2}</translation>
        </message>
        <message>
            <source>cannot play {0}: give a file or an address that begins with {1}</source>
            <translation>{0} を再生できません：ファイルか、{1} で始まるアドレスを指定してください</translation>
        </message>
        <message>
            <source>cannot play {0}: it has no frames</source>
            <translation>{0} を再生できません：フレームがありません</translation>
        </message>
        <message>
            <source>cannot play {0}: it has no video</source>
            <translation>{0} を再生できません：映像がありません</translation>
        </message>
        <message>
            <source>cannot play {0}: its host or port makes no sense</source>
            <translation>{0} を再生できません：ホストまたはポートが正しくありません</translation>
        </message>
        <message>
            <source>cannot play {0}: {1}</source>
            <translation>{0} を再生できません：{1}</translation>
        </message>
        <message>
            <source>cannot read weights from {0}: {1}</source>
            <translation>{0} から重みを読み込めません：{1}</translation>
        </message>
        <message>
            <source>cannot read {0} further: its times make no sense: {1}</source>
            <translation>{0} の続きを読み込めません：時刻情報が正しくありません：{1}</translation>
        </message>
        <message>
            <source>cannot read {0} further: nothing but damage from here on</source>
            <translation>{0} の続きを読み込めません：ここから先は破損しています</translation>
        </message>
        <message>
            <source>cannot read {0} further: {1}</source>
            <translation>{0} の続きを読み込めません：{1}</translation>
        </message>
        <message>
            <source>cannot read {0}: it has no video stream{1}</source>
            <translation>{0} を読み込めません：映像ストリームがありません{1}</translation>
        </message>
        <message>
            <source>cannot read {0}: it is a folder, a file is needed</source>
            <translation>{0} を読み込めません：フォルダーです。ファイルを指定してください</translation>
        </message>
        <message>
            <source>cannot read {0}: it is a picture, not a video</source>
            <translation>{0} を読み込めません：動画ではなく画像です</translation>
        </message>
        <message>
            <source>cannot read {0}: it is cut off, and its index, which stands at the end, is lost; copy it again, or rebuild it with https://github.com/anthwlock/untrunc and a whole video of the same camera</source>
            <translation>{0} を読み込めません：途中で切れており、末尾の索引が失われています。コピーし直すか、https://github.com/anthwlock/untrunc と同じカメラの完全な動画で修復してください</translation>
        </message>
        <message>
            <source>cannot read {0}: it is cut off, {1} bytes are missing; copy it again, or save the rest with: ffmpeg -i "{2}" -c copy repaired{3}</source>
            <translation>{0} を読み込めません：途中で切れており、{1} バイト足りません。コピーし直すか、残りを救出してください：ffmpeg -i "{2}" -c copy repaired{3}</translation>
        </message>
        <message>
            <source>cannot read {0}: it is damaged ({1})</source>
            <translation>{0} を読み込めません：破損しています（{1}）</translation>
        </message>
        <message>
            <source>cannot read {0}: it is damaged, its index tells of {1} pictures and sounds in {2} bytes</source>
            <translation>{0} を読み込めません：破損しています。索引は {2} バイトに {1} 件の映像と音声があるとしています</translation>
        </message>
        <message>
            <source>cannot read {0}: it is no look, or damaged</source>
            <translation>{0} を読み込めません：ルックではないか、破損しています</translation>
        </message>
        <message>
            <source>cannot read {0}: it is not a regular file</source>
            <translation>{0} を読み込めません：通常のファイルではありません</translation>
        </message>
        <message>
            <source>cannot read {0}: its index alone has {1} bytes</source>
            <translation>{0} を読み込めません：索引だけで {1} バイトあります</translation>
        </message>
        <message>
            <source>cannot read {0}: its pixel format {1} cannot be converted</source>
            <translation>{0} を読み込めません：ピクセル形式 {1} を変換できません</translation>
        </message>
        <message>
            <source>cannot read {0}: no decoder for its video stream on this machine</source>
            <translation>{0} を読み込めません：このマシンには対応するデコーダーがありません</translation>
        </message>
        <message>
            <source>cannot read {0}: no such file</source>
            <translation>{0} を読み込めません：ファイルがありません</translation>
        </message>
        <message>
            <source>cannot read {0}: none of its frames can be decoded</source>
            <translation>{0} を読み込めません：デコードできるフレームがありません</translation>
        </message>
        <message>
            <source>cannot read {0}: not a video in a known format, or damaged beyond reading</source>
            <translation>{0} を読み込めません：対応形式の動画でないか、ひどく破損しています</translation>
        </message>
        <message>
            <source>cannot read {0}: the file is empty (0 bytes)</source>
            <translation>{0} を読み込めません：ファイルが空です（0 バイト）</translation>
        </message>
        <message>
            <source>cannot read {0}: the file is larger than 2 GB</source>
            <translation>{0} を読み込めません：ファイルが 2 GB を超えています</translation>
        </message>
        <message>
            <source>cannot read {0}: there is no picture in it</source>
            <translation>{0} を読み込めません：映像が含まれていません</translation>
        </message>
        <message>
            <source>cannot read {0}: there is not enough memory for it</source>
            <translation>{0} を読み込めません：メモリが足りません</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}</source>
            <translation>{0} を読み込めません：{1}</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}; run: {2} --force</source>
            <translation>{0} を読み込めません：{1}。実行してください：{2} --force</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}x{2} is too large a picture for a video</source>
            <translation>{0} を読み込めません：{1}×{2} は動画には大きすぎます</translation>
        </message>
        <message>
            <source>cannot record</source>
            <translation>録画できません</translation>
        </message>
        <message>
            <source>cannot record to {0}: choose .mkv, which survives a crash</source>
            <translation>{0} に録画できません：クラッシュに強い .mkv を選んでください</translation>
        </message>
        <message>
            <source>cannot remove {0}: it ships with rtstyle; only styles you added can be removed</source>
            <translation>{0} を削除できません：rtstyle 付属のスタイルです。削除できるのは追加したものだけです</translation>
        </message>
        <message>
            <source>cannot remove {0}: {1}</source>
            <translation>{0} を削除できません：{1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: give an address that begins with {1}</source>
            <translation>{0} へ配信できません：{1} で始まるアドレスを指定してください</translation>
        </message>
        <message>
            <source>cannot stream to {0}: its host or port makes no sense</source>
            <translation>{0} へ配信できません：ホストまたはポートが正しくありません</translation>
        </message>
        <message>
            <source>cannot stream to {0}: no process can be started: {1}</source>
            <translation>{0} へ配信できません：プロセスを起動できません：{1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: no {1} in this FFmpeg; use rtmp, udp, tcp or an .m3u8 file</source>
            <translation>{0} へ配信できません：この FFmpeg は {1} に対応していません。rtmp、udp、tcp または .m3u8 ファイルを使ってください</translation>
        </message>
        <message>
            <source>cannot stream to {0}: write {1}://HOST:PORT</source>
            <translation>{0} へ配信できません：{1}://HOST:PORT の形で指定してください</translation>
        </message>
        <message>
            <source>cannot stream to {0}: {1}</source>
            <translation>{0} へ配信できません：{1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: {1}; check the address and that it is listening</source>
            <translation>{0} へ配信できません：{1}。アドレスと、受信側が待ち受けているかを確認してください</translation>
        </message>
        <message>
            <source>cannot stream: PyAV has no H.264 encoder here; install it with: pip install --force-reinstall av</source>
            <translation>配信できません：PyAV に H.264 エンコーダーがありません。インストール：pip install --force-reinstall av</translation>
        </message>
        <message>
            <source>cannot take the screen: {0}; run it in a desktop session (on Linux an X11 one, with DISPLAY set), and on macOS allow screen recording in the settings</source>
            <translation>画面を取り込めません：{0}。デスクトップセッション（Linux では DISPLAY を設定した X11）で実行し、macOS では画面収録を許可してください</translation>
        </message>
        <message>
            <source>cannot use the network that finds people: {0}</source>
            <translation>人物検出モデルを使用できません：{0}</translation>
        </message>
        <message>
            <source>cannot use {0}: its SHA-256 is {1}, expected {2}; the file was changed or damaged on the way</source>
            <translation>{0} を使用できません：SHA-256 が {1} で、想定の {2} と異なります。途中で変更または破損しました</translation>
        </message>
        <message>
            <source>cannot use {0}: {1}</source>
            <translation>{0} を使用できません：{1}</translation>
        </message>
        <message>
            <source>cannot write {0}: it exists already</source>
            <translation>{0} に書き込めません：すでに存在します</translation>
        </message>
        <message>
            <source>cannot write {0}: it is a folder, a file name is needed</source>
            <translation>{0} に書き込めません：フォルダーです。ファイル名が必要です</translation>
        </message>
        <message>
            <source>cannot write {0}: it is not a regular file</source>
            <translation>{0} に書き込めません：通常のファイルではありません</translation>
        </message>
        <message>
            <source>cannot write {0}: its folder has %d in its name; choose another one</source>
            <translation>{0} に書き込めません：フォルダー名に %d が含まれています。別のフォルダーを選んでください</translation>
        </message>
        <message>
            <source>cannot write {0}: the picture cannot be encoded as {1}</source>
            <translation>{0} に書き込めません：画像を {1} に変換できません</translation>
        </message>
        <message>
            <source>cannot write {0}: there is no folder {1}</source>
            <translation>{0} に書き込めません：フォルダー {1} がありません</translation>
        </message>
        <message>
            <source>cannot write {0}: unknown picture format {1}; use one of {2}</source>
            <translation>{0} に書き込めません：不明な画像形式 {1}。使えるのは {2} です</translation>
        </message>
        <message>
            <source>cannot write {0}: unknown video format {1}; use one of {2}</source>
            <translation>{0} に書き込めません：不明な動画形式 {1}。使えるのは {2} です</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}</source>
            <translation>{0} に書き込めません：{1}</translation>
        </message>
        <message>
            <source>cannot write {0}: {1} cannot hold a variable frame rate; choose .mkv</source>
            <translation>{0} に書き込めません：{1} は可変フレームレートに対応していません。.mkv を選んでください</translation>
        </message>
        <message>
            <source>cannot write {0}: {1} holds {2} pixels a side at most; write a .png</source>
            <translation>{0} に書き込めません：{1} は 1 辺 {2} ピクセルまでです。.png を使ってください</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}; check the folder</source>
            <translation>{0} に書き込めません：{1}。フォルダーを確認してください</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}; check the folder and the free space</source>
            <translation>{0} に書き込めません：{1}。フォルダーと空き容量を確認してください</translation>
        </message>
        <message>
            <source>cannot {0}: out of memory; choose a smaller size</source>
            <translation>{0}できません：メモリ不足です。小さいサイズを選んでください</translation>
        </message>
        <message>
            <source>cannot {0}: {1}</source>
            <translation>{0}できません：{1}</translation>
        </message>
        <message>
            <source>check the address and the network</source>
            <translation>アドレスとネットワークを確認してください</translation>
        </message>
        <message>
            <source>close other programs that feed it, or make it anew: sudo modprobe -r v4l2loopback; {0}</source>
            <translation>映像を送っているほかのプログラムを閉じるか、作り直してください：sudo modprobe -r v4l2loopback; {0}</translation>
        </message>
        <message>
            <source>did you mean {0}?</source>
            <translation>{0} のことですか？</translation>
        </message>
        <message>
            <source>encode the style</source>
            <translation>スタイルを処理</translation>
        </message>
        <message>
            <source>finding people needs OpenVINO; run: pip install 'rtstyle[openvino]'</source>
            <translation>人物の検出には OpenVINO が必要です：pip install 'rtstyle[openvino]'</translation>
        </message>
        <message>
            <source>install OBS Studio 26 or newer, which brings the virtual camera</source>
            <translation>仮想カメラを含む OBS Studio 26 以降をインストールしてください</translation>
        </message>
        <message>
            <source>install OBS Studio 30 or newer, start it, click Start Virtual Camera once, and quit it</source>
            <translation>OBS Studio 30 以降をインストールして起動し、「仮想カメラ開始」を一度押してから終了してください</translation>
        </message>
        <message>
            <source>it is out of memory</source>
            <translation>メモリ不足です</translation>
        </message>
        <message>
            <source>no GPU of a Mac is available to torch; use --device cpu</source>
            <translation>torch で Mac の GPU を使用できません。--device cpu を使ってください</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>時間内に応答がありませんでした</translation>
        </message>
        <message>
            <source>no camera is plugged in</source>
            <translation>カメラが接続されていません</translation>
        </message>
        <message>
            <source>no device {0}:{1}: this machine has {2}; see rtstyle devices</source>
            <translation>デバイス {0}:{1} がありません（このマシンは {2}）。rtstyle devices で確認してください</translation>
        </message>
        <message>
            <source>no file can be made in {0}; choose another folder</source>
            <translation>{0} にファイルを作成できません。別のフォルダーを選んでください</translation>
        </message>
        <message>
            <source>no look {0}: {1}</source>
            <translation>ルック {0} はありません：{1}</translation>
        </message>
        <message>
            <source>no permission: choose another place or change its permissions</source>
            <translation>アクセス権がありません：別の場所を選ぶか、アクセス権を変更してください</translation>
        </message>
        <message>
            <source>no photographs to refine on in {0}: install rtstyle again</source>
            <translation>{0} にリファイン用の写真がありません：rtstyle を再インストールしてください</translation>
        </message>
        <message>
            <source>no source given; choose {0}</source>
            <translation>ソースが指定されていません。選択肢：{0}</translation>
        </message>
        <message>
            <source>no style in {0}: give a name or a picture, NAME[:WEIGHT]</source>
            <translation>{0} にスタイルがありません：名前か画像を指定してください（NAME[:WEIGHT]）</translation>
        </message>
        <message>
            <source>no {0} device is available; use --device cpu, or install a driver and a {1} build of torch</source>
            <translation>{0} デバイスがありません。--device cpu を使うか、ドライバーと {1} 版 torch をインストールしてください</translation>
        </message>
        <message>
            <source>paint</source>
            <translation>描画</translation>
        </message>
        <message>
            <source>painting the file</source>
            <translation>ファイルの描画</translation>
        </message>
        <message>
            <source>pictures from the network are not fetched: save it first, then drop the file</source>
            <translation>ネットワーク上の画像は取得しません：保存してからファイルをドロップしてください</translation>
        </message>
        <message>
            <source>prepare the network</source>
            <translation>モデルを準備</translation>
        </message>
        <message>
            <source>record</source>
            <translation>録画</translation>
        </message>
        <message>
            <source>refining the style</source>
            <translation>スタイルのリファイン</translation>
        </message>
        <message>
            <source>several cameras are called {0}; {1}</source>
            <translation>{0} という名前のカメラが複数あります。{1}</translation>
        </message>
        <message>
            <source>something is missing behind {0}: choose {1}</source>
            <translation>{0} の後に指定が必要です：{1}</translation>
        </message>
        <message>
            <source>something went wrong that should not have: {0}</source>
            <translation>予期しない問題が起きました：{0}</translation>
        </message>
        <message>
            <source>the disk is full: free some space and run it again</source>
            <translation>ディスクがいっぱいです：空きを作ってからやり直してください</translation>
        </message>
        <message>
            <source>the disk quota is used up: free some space and run it again</source>
            <translation>ディスクの割り当てを使い切りました：空きを作ってからやり直してください</translation>
        </message>
        <message>
            <source>the encoder {0} does not work on this machine; choose the codec h264</source>
            <translation>エンコーダー {0} はこのマシンで動作しません。コーデック h264 を選んでください</translation>
        </message>
        <message>
            <source>the file grew larger than this file system or a limit allows</source>
            <translation>ファイルがファイルシステムまたは制限の上限を超えました</translation>
        </message>
        <message>
            <source>the file system is read-only: choose another folder</source>
            <translation>読み取り専用です：別のフォルダーを選んでください</translation>
        </message>
        <message>
            <source>the microphone needs PortAudio; install it with: sudo apt install libportaudio2</source>
            <translation>マイクには PortAudio が必要です。インストール：sudo apt install libportaudio2</translation>
        </message>
        <message>
            <source>the microphone needs sounddevice; install it with: pip install "rtstyle[audio]"</source>
            <translation>マイクには sounddevice が必要です。インストール：pip install "rtstyle[audio]"</translation>
        </message>
        <message>
            <source>the name is too long</source>
            <translation>名前が長すぎます</translation>
        </message>
        <message>
            <source>the network that finds people is not on this machine (0.4 MB, MediaPipe); run: {0}</source>
            <translation>人物検出モデルがこのマシンにありません（0.4 MB、MediaPipe）。実行してください：{0}</translation>
        </message>
        <message>
            <source>the null sink keeps nothing, whatever is said to it: write null</source>
            <translation>null は何も保存しません：null とだけ書いてください</translation>
        </message>
        <message>
            <source>the picture changes from {0}x{1} to {2}x{3} at frame {4}; scale the video to one size first</source>
            <translation>フレーム {4} で映像が {0}×{1} から {2}×{3} に変わります。先に動画を同じサイズに揃えてください</translation>
        </message>
        <message>
            <source>the recording was ended and is kept</source>
            <translation>録画を終了し、保存しました</translation>
        </message>
        <message>
            <source>the screen cannot be taken any more: {0}</source>
            <translation>画面を取り込めなくなりました：{0}</translation>
        </message>
        <message>
            <source>the screen cannot be taken {0} times per second; choose 1 to {1}</source>
            <translation>画面を毎秒 {0} 回取り込むことはできません。1～{1} を選んでください</translation>
        </message>
        <message>
            <source>the screen needs mss; install it with: pip install "rtstyle[screen]"</source>
            <translation>画面の取り込みには mss が必要です。インストール：pip install "rtstyle[screen]"</translation>
        </message>
        <message>
            <source>the screen region {0} is empty: give left,top,width,height in pixels</source>
            <translation>画面の範囲 {0} が空です：左,上,幅,高さをピクセルで指定してください</translation>
        </message>
        <message>
            <source>the screen region {0} lies outside the desktop, which is {1}x{2} pixels from {3},{4}</source>
            <translation>画面の範囲 {0} はデスクトップ（{3},{4} から {1}×{2} ピクセル）の外です</translation>
        </message>
        <message>
            <source>the screen region {0} makes no sense: write screen:LEFT,TOP,WIDTH,HEIGHT in pixels</source>
            <translation>画面の範囲 {0} が正しくありません：screen:左,上,幅,高さ をピクセルで指定してください</translation>
        </message>
        <message>
            <source>the sound system does not answer: {0}</source>
            <translation>サウンドシステムが応答しません：{0}</translation>
        </message>
        <message>
            <source>the virtual camera needs pyvirtualcam; install it with: pip install "rtstyle[virtualcam]"</source>
            <translation>仮想カメラには pyvirtualcam が必要です。インストール：pip install "rtstyle[virtualcam]"</translation>
        </message>
        <message>
            <source>the weight in {0} must be a number above 0</source>
            <translation>{0} の重みは 0 より大きい数にしてください</translation>
        </message>
        <message>
            <source>the weights of {0} are not at {1}; {2}</source>
            <translation>{0} の重みが {1} にありません。{2}</translation>
        </message>
        <message>
            <source>the weights of {0} ship with rtstyle and cannot be fetched; install it again</source>
            <translation>{0} の重みは rtstyle に付属しており、ダウンロードできません。再インストールしてください</translation>
        </message>
        <message>
            <source>there is a look {0} already: choose another name</source>
            <translation>ルック {0} はすでにあります：別の名前にしてください</translation>
        </message>
        <message>
            <source>there is no camera {0}; {1}</source>
            <translation>カメラ {0} がありません。{1}</translation>
        </message>
        <message>
            <source>there is no microphone: plug one in, or leave out --microphone</source>
            <translation>マイクがありません：接続するか、--microphone を外してください</translation>
        </message>
        <message>
            <source>there is no picture to add: copy or drop a picture, a file or a folder</source>
            <translation>追加する画像がありません：画像・ファイル・フォルダーをコピーまたはドロップしてください</translation>
        </message>
        <message>
            <source>there is no picture to send anywhere: choose a source first</source>
            <translation>送信する映像がありません：先にソースを選んでください</translation>
        </message>
        <message>
            <source>there is no sink {0}: nothing runs</source>
            <translation>出力 {0} はありません：何も動作していません</translation>
        </message>
        <message>
            <source>there is no sink {0}; choose {1}</source>
            <translation>出力 {0} はありません。選択肢：{1}</translation>
        </message>
        <message>
            <source>there is no source {0}, and no such file; choose {1}</source>
            <translation>ソース {0} も、その名前のファイルもありません。選択肢：{1}</translation>
        </message>
        <message>
            <source>there is no synthetic scene {0}: write synthetic or synthetic:counter</source>
            <translation>合成シーン {0} はありません：synthetic または synthetic:counter と書いてください</translation>
        </message>
        <message>
            <source>there is no virtual camera backend {0} here; there are: {1}</source>
            <translation>仮想カメラ {0} はありません。使えるもの：{1}</translation>
        </message>
        <message>
            <source>there is none; install it with: {0}; and make one with: {1}</source>
            <translation>ありません。インストール：{0}、作成：{1}</translation>
        </message>
        <message>
            <source>this torch is not built for ROCm; use --device cpu, or install one that is</source>
            <translation>この torch は ROCm 版ではありません。--device cpu を使うか、ROCm 版をインストールしてください</translation>
        </message>
        <message>
            <source>too many files are open</source>
            <translation>開いているファイルが多すぎます</translation>
        </message>
        <message>
            <source>unknown device {0}: choose {1}</source>
            <translation>不明なデバイス {0}：選択肢は {1} です</translation>
        </message>
        <message>
            <source>unknown model {0}: {1}</source>
            <translation>不明なモデル {0}：{1}</translation>
        </message>
        <message>
            <source>weights in {0} are of no network that is known: {1}</source>
            <translation>{0} の重みは既知のモデルのものではありません：{1}</translation>
        </message>
        <message>
            <source>weights in {0} do not match the checksum recorded beside them: they are damaged; run: rtstyle models fetch {1} --force</source>
            <translation>{0} の重みがチェックサムと一致せず、破損しています。実行してください：rtstyle models fetch {1} --force</translation>
        </message>
        <message>
            <source>what it sends is no video that can be decoded</source>
            <translation>デコードできる映像が届いていません</translation>
        </message>
        <message>
            <source>what was pasted is no picture that can be read</source>
            <translation>貼り付けられたものは読み込める画像ではありません</translation>
        </message>
        <message>
            <source>{0} broke off: {1}; it is tried again</source>
            <translation>{0} が途切れました：{1}。再試行します</translation>
        </message>
        <message>
            <source>{0} bytes are kept, run it again to resume</source>
            <translation>{0} バイトは保存済みです。もう一度実行すると続きから始まります</translation>
        </message>
        <message>
            <source>{0} does not answer</source>
            <translation>{0} が応答しません</translation>
        </message>
        <message>
            <source>{0} does not answer ({1} s)</source>
            <translation>{0} が応答しません（{1} 秒）</translation>
        </message>
        <message>
            <source>{0} failed</source>
            <translation>{0}に失敗しました</translation>
        </message>
        <message>
            <source>{0} failed ({1}); {2} paints now</source>
            <translation>{0} が失敗しました（{1}）。今は {2} が描いています</translation>
        </message>
        <message>
            <source>{0} failed: Python could not be started</source>
            <translation>{0}に失敗しました：Python を起動できません</translation>
        </message>
        <message>
            <source>{0} has ended</source>
            <translation>{0} が終わりました</translation>
        </message>
        <message>
            <source>{0} has sent no picture for {1} s{2}; it is tried again</source>
            <translation>{0} から {1} 秒間映像が届いていません{2}。再試行します</translation>
        </message>
        <message>
            <source>{0} has shown the very same picture for {1} s: check its cable; it is tried again</source>
            <translation>{0} の映像が {1} 秒間まったく変わりません：ケーブルを確認してください。再試行します</translation>
        </message>
        <message>
            <source>{0} is damaged, or another file; run: {1} --force</source>
            <translation>{0} は破損しているか、別のファイルです。実行してください：{1} --force</translation>
        </message>
        <message>
            <source>{0} is more than so small a file can hold; it is cut off or damaged</source>
            <translation>{0} はこの小さなファイルには収まりません。途中で切れているか破損しています</translation>
        </message>
        <message>
            <source>{0} is more than the {1} megapixels that a picture of its kind may have; scale it down first</source>
            <translation>{0} はこの種類の画像の上限 {1} メガピクセルを超えています。先に縮小してください</translation>
        </message>
        <message>
            <source>{0} is more than {1} megapixels; scale it down first</source>
            <translation>{0} は {1} メガピクセルを超えています。先に縮小してください</translation>
        </message>
        <message>
            <source>{0} is not used: {1}</source>
            <translation>{0} は使用されません：{1}</translation>
        </message>
        <message>
            <source>{0} is {1}: it would be lost; choose another name for the result</source>
            <translation>{0} は {1} で、失われてしまいます。結果に別の名前を付けてください</translation>
        </message>
        <message>
            <source>{0} stopped sending; it is tried again</source>
            <translation>{0} の送信が止まりました。再試行します</translation>
        </message>
        <message>
            <source>{0}: {1}: no file can be made in {2}; choose another folder</source>
            <translation>{0}：{1}：{2} にファイルを作成できません。別のフォルダーを選んでください</translation>
        </message>
        <message>
            <source>{0}: {1}: only {2} MB are left on the disk, {3} MB are the least; free some space</source>
            <translation>{0}：{1}：ディスクの残りは {2} MB です。最低 {3} MB 必要です。空きを作ってください</translation>
        </message>
        <message>
            <source>{0}; choose one of: {1}</source>
            <translation>{0}。選択肢：{1}</translation>
        </message>
        <message>
            <source>{0}; it goes on without one</source>
            <translation>{0}。マイクなしで続行します</translation>
        </message>
    </context>
</TS>
