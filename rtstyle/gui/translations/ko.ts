<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
    <context>
        <name>window</name>
        <message>
            <source>95 % under</source>
            <translation>95% 이내</translation>
        </message>
        <message>
            <source>99 % under</source>
            <translation>99% 이내</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>추가</translation>
        </message>
        <message>
            <source>Add pictures as styles</source>
            <translation>이미지를 스타일로 추가</translation>
        </message>
        <message>
            <source>Add pictures as styles; or drop them anywhere</source>
            <translation>이미지를 스타일로 추가 (창 아무 곳에나 끌어다 놓아도 됨)</translation>
        </message>
        <message>
            <source>Add the style to the mix</source>
            <translation>스타일을 믹스에 추가</translation>
        </message>
        <message>
            <source>Add to favourites</source>
            <translation>즐겨찾기에 추가</translation>
        </message>
        <message>
            <source>Add to the mix</source>
            <translation>믹스에 추가</translation>
        </message>
        <message>
            <source>Added {count} looks</source>
            <translation>룩 {count}개를 추가했습니다</translation>
        </message>
        <message>
            <source>Added {count} styles</source>
            <translation>스타일 {count}개를 추가했습니다</translation>
        </message>
        <message>
            <source>Added {name}</source>
            <translation>추가됨: {name}</translation>
        </message>
        <message>
            <source>Address to stream to</source>
            <translation>스트리밍할 주소</translation>
        </message>
        <message>
            <source>After</source>
            <translation>적용 후</translation>
        </message>
        <message>
            <source>All</source>
            <translation>전체</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>모든 파일</translation>
        </message>
        <message>
            <source>All of the picture is painted</source>
            <translation>화면 전체를 그립니다</translation>
        </message>
        <message>
            <source>Allow desktop apps to use it in Settings, Privacy, Camera, and close programs that use it.</source>
            <translation>설정 &gt; 개인 정보 &gt; 카메라에서 데스크톱 앱의 접근을 허용하고, 카메라를 쓰는 다른 프로그램을 닫아 주세요.</translation>
        </message>
        <message>
            <source>Allow it in System Settings, Privacy &amp; Security, Camera; then start rtstyle again.</source>
            <translation>시스템 설정 &gt; 개인정보 보호 및 보안 &gt; 카메라에서 허용한 뒤 rtstyle을 다시 시작해 주세요.</translation>
        </message>
        <message>
            <source>As large as the picture</source>
            <translation>영상과 같은 크기</translation>
        </message>
        <message>
            <source>As the system's</source>
            <translation>시스템 언어</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>자동</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>배경</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>적용 전</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>적용 전후 비교</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>혼합</translation>
        </message>
        <message>
            <source>Brushwork</source>
            <translation>붓터치</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU</translation>
        </message>
        <message>
            <source>Calms flicker: over how long the picture is averaged, along the motion of what is in it</source>
            <translation>깜박임을 줄입니다: 움직임을 따라 화면을 평균하는 시간</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>카메라</translation>
        </message>
        <message>
            <source>Camera {number}</source>
            <translation>카메라 {number}</translation>
        </message>
        <message>
            <source>Can be played while it is still being recorded</source>
            <translation>녹화 중에도 재생할 수 있습니다</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>취소</translation>
        </message>
        <message>
            <source>Choose a style first</source>
            <translation>먼저 스타일을 선택하세요</translation>
        </message>
        <message>
            <source>Choose another folder</source>
            <translation>다른 폴더 선택</translation>
        </message>
        <message>
            <source>Choose another source, or play this one again.</source>
            <translation>다른 소스를 선택하거나 다시 재생하세요.</translation>
        </message>
        <message>
            <source>Choose another source, or try again.</source>
            <translation>다른 소스를 선택하거나 다시 시도하세요.</translation>
        </message>
        <message>
            <source>Clean picture</source>
            <translation>클린 화면</translation>
        </message>
        <message>
            <source>Clean picture in full screen</source>
            <translation>클린 화면 전체 화면</translation>
        </message>
        <message>
            <source>Close programs that use it, and see that you may: sudo usermod -aG video $USER, then log in again.</source>
            <translation>카메라를 쓰는 다른 프로그램을 닫고 권한을 확인해 주세요: sudo usermod -aG video $USER 실행 후 다시 로그인.</translation>
        </message>
        <message>
            <source>Close what lies over it</source>
            <translation>위에 뜬 것 닫기</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>색상</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>연결 중…</translation>
        </message>
        <message>
            <source>Controls</source>
            <translation>조절 패널</translation>
        </message>
        <message>
            <source>Copied: paste it into a terminal</source>
            <translation>복사했습니다. 터미널에 붙여 넣으세요</translation>
        </message>
        <message>
            <source>Copy as command</source>
            <translation>명령으로 복사</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>삭제</translation>
        </message>
        <message>
            <source>Delete the chosen style</source>
            <translation>선택한 스타일 삭제</translation>
        </message>
        <message>
            <source>Deleted {name}</source>
            <translation>삭제됨: {name}</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>삭제…</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>디테일</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>장치</translation>
        </message>
        <message>
            <source>Drag styles
to the corners</source>
            <translation>스타일을
모서리로 끌어오세요</translation>
        </message>
        <message>
            <source>Drag styles onto the corners, then the handle between them; arrow keys move it, a right click or the backspace key empties a corner</source>
            <translation>스타일을 모서리로 끌어온 뒤 손잡이를 그 사이에서 움직이세요. 화살표 키로 이동, 오른쪽 클릭이나 백스페이스로 모서리를 비웁니다</translation>
        </message>
        <message>
            <source>Drop it here</source>
            <translation>여기에 놓으세요</translation>
        </message>
        <message>
            <source>Drop pictures here to add styles</source>
            <translation>이미지를 여기에 놓아 스타일을 추가하세요</translation>
        </message>
        <message>
            <source>Drop pictures, a video or looks anywhere</source>
            <translation>이미지, 동영상, 룩을 창 아무 곳에나 놓으세요</translation>
        </message>
        <message>
            <source>Dropped</source>
            <translation>누락</translation>
        </message>
        <message>
            <source>Dropped: {cause}</source>
            <translation>누락: {cause}</translation>
        </message>
        <message>
            <source>Empty the mixing pad</source>
            <translation>믹스 패드 비우기</translation>
        </message>
        <message>
            <source>Esc leaves the full screen</source>
            <translation>Esc 키로 전체 화면 종료</translation>
        </message>
        <message>
            <source>Every frame in the look of now, at full quality, with its sound.</source>
            <translation>모든 프레임을 지금의 룩으로, 최고 품질로, 소리까지 담아 그립니다.</translation>
        </message>
        <message>
            <source>Export {name}</source>
            <translation>{name} 내보내기</translation>
        </message>
        <message>
            <source>Exported {name}</source>
            <translation>내보냄: {name}</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>내보내기…</translation>
        </message>
        <message>
            <source>Fetch it</source>
            <translation>내려받기</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>파일</translation>
        </message>
        <message>
            <source>Finding people needs a small network (MediaPipe, 0.4 MB)</source>
            <translation>사람을 찾으려면 작은 신경망이 필요합니다 (MediaPipe, 0.4 MB)</translation>
        </message>
        <message>
            <source>Finding people needs a small network (MediaPipe, 0.4 MB); what is here is damaged</source>
            <translation>사람을 찾으려면 작은 신경망이 필요합니다 (MediaPipe, 0.4 MB). 지금 있는 파일은 손상되었습니다</translation>
        </message>
        <message>
            <source>Finishing…</source>
            <translation>마무리 중…</translation>
        </message>
        <message>
            <source>First nine looks</source>
            <translation>처음 아홉 룩</translation>
        </message>
        <message>
            <source>First nine styles</source>
            <translation>처음 아홉 스타일</translation>
        </message>
        <message>
            <source>Folder of recordings</source>
            <translation>녹화 폴더</translation>
        </message>
        <message>
            <source>Folder of snapshots</source>
            <translation>스냅샷 폴더</translation>
        </message>
        <message>
            <source>Format of recordings</source>
            <translation>녹화 형식</translation>
        </message>
        <message>
            <source>Frame rate</source>
            <translation>프레임 속도</translation>
        </message>
        <message>
            <source>Frame rate and latency</source>
            <translation>프레임 속도와 지연</translation>
        </message>
        <message>
            <source>Frames dropped: {count}</source>
            <translation>누락된 프레임: {count}</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>전체 화면</translation>
        </message>
        <message>
            <source>Give refining up</source>
            <translation>다듬기 중단</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>계속하기</translation>
        </message>
        <message>
            <source>Go through styles or looks by itself</source>
            <translation>스타일이나 룩을 자동으로 넘깁니다</translation>
        </message>
        <message>
            <source>How long each style stays</source>
            <translation>스타일마다 머무는 시간</translation>
        </message>
        <message>
            <source>How much of a first, rough painting in large strokes shows through: bold shapes and contours</source>
            <translation>큰 붓질의 밑그림이 비치는 정도. 형태와 윤곽이 강해집니다</translation>
        </message>
        <message>
            <source>How much of the paint is laid in strokes along the shapes of the picture</source>
            <translation>화면의 형태를 따라 붓질로 칠해지는 정도</translation>
        </message>
        <message>
            <source>How much of the photograph's own detail passes; less of it is more paint</source>
            <translation>원본의 디테일이 남는 정도. 적을수록 더 그림 같아집니다</translation>
        </message>
        <message>
            <source>How much of the style the picture takes on</source>
            <translation>스타일이 반영되는 정도</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>가져오기</translation>
        </message>
        <message>
            <source>Import looks</source>
            <translation>룩 가져오기</translation>
        </message>
        <message>
            <source>Keep style and settings as they are now</source>
            <translation>지금의 스타일과 설정을 저장합니다</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>단축키</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>언어</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>지연</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>라이브</translation>
        </message>
        <message>
            <source>Live thumbnails</source>
            <translation>라이브 미리보기</translation>
        </message>
        <message>
            <source>Loading the network…</source>
            <translation>신경망 불러오는 중…</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>표현</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>보기</translation>
        </message>
        <message>
            <source>Look for cameras</source>
            <translation>카메라 찾기</translation>
        </message>
        <message>
            <source>Looks</source>
            <translation>룩</translation>
        </message>
        <message>
            <source>Loop</source>
            <translation>반복</translation>
        </message>
        <message>
            <source>Me</source>
            <translation>나</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>마이크</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>원본</translation>
        </message>
        <message>
            <source>Mirror</source>
            <translation>좌우 반전</translation>
        </message>
        <message>
            <source>Mirror the clean picture</source>
            <translation>클린 화면 좌우 반전</translation>
        </message>
        <message>
            <source>Mix</source>
            <translation>믹스</translation>
        </message>
        <message>
            <source>Mixing pad</source>
            <translation>믹스 패드</translation>
        </message>
        <message>
            <source>Move the wipe left</source>
            <translation>비교선 왼쪽으로</translation>
        </message>
        <message>
            <source>Move the wipe right</source>
            <translation>비교선 오른쪽으로</translation>
        </message>
        <message>
            <source>Move to the left</source>
            <translation>왼쪽으로 이동</translation>
        </message>
        <message>
            <source>Move to the right</source>
            <translation>오른쪽으로 이동</translation>
        </message>
        <message>
            <source>Name of the look</source>
            <translation>룩 이름</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>신경망</translation>
        </message>
        <message>
            <source>Network, device and language</source>
            <translation>신경망, 장치, 언어</translation>
        </message>
        <message>
            <source>Next look</source>
            <translation>다음 룩</translation>
        </message>
        <message>
            <source>Next style</source>
            <translation>다음 스타일</translation>
        </message>
        <message>
            <source>No picture</source>
            <translation>영상 없음</translation>
        </message>
        <message>
            <source>No picture from the camera</source>
            <translation>카메라 영상이 없습니다</translation>
        </message>
        <message>
            <source>No style of that name</source>
            <translation>그런 이름의 스타일이 없습니다</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>끔</translation>
        </message>
        <message>
            <source>One frame back</source>
            <translation>한 프레임 뒤로</translation>
        </message>
        <message>
            <source>One frame on</source>
            <translation>한 프레임 앞으로</translation>
        </message>
        <message>
            <source>Only people are painted; what is behind them stays as it is</source>
            <translation>사람만 그리고 배경은 그대로 둡니다</translation>
        </message>
        <message>
            <source>Open a video…</source>
            <translation>동영상 열기…</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>폴더 열기</translation>
        </message>
        <message>
            <source>Open the folder of recordings</source>
            <translation>녹화 폴더 열기</translation>
        </message>
        <message>
            <source>Open the folder of snapshots</source>
            <translation>스냅샷 폴더 열기</translation>
        </message>
        <message>
            <source>Or drop a video here.</source>
            <translation>또는 동영상을 여기에 놓으세요.</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>출력</translation>
        </message>
        <message>
            <source>Paint</source>
            <translation>그리기</translation>
        </message>
        <message>
            <source>Paint file</source>
            <translation>파일 그리기</translation>
        </message>
        <message>
            <source>Paint the whole file</source>
            <translation>파일 전체 그리기</translation>
        </message>
        <message>
            <source>Paint the whole file in this look, at full quality</source>
            <translation>파일 전체를 이 룩으로, 최고 품질로 그립니다</translation>
        </message>
        <message>
            <source>Painted</source>
            <translation>그림</translation>
        </message>
        <message>
            <source>Painted so far</source>
            <translation>그리기 진행률</translation>
        </message>
        <message>
            <source>Painted {file} in {folder}</source>
            <translation>{folder}에 {file}을(를) 그렸습니다</translation>
        </message>
        <message>
            <source>Painting detail</source>
            <translation>그림 해상도</translation>
        </message>
        <message>
            <source>Paste a picture as a style</source>
            <translation>이미지를 스타일로 붙여넣기</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>일시 정지</translation>
        </message>
        <message>
            <source>People stay as they are; only what is behind them is painted</source>
            <translation>사람은 그대로 두고 배경만 그립니다</translation>
        </message>
        <message>
            <source>Picture size</source>
            <translation>영상 크기</translation>
        </message>
        <message>
            <source>Picture size and frame rate of the source</source>
            <translation>소스의 영상 크기와 프레임 속도</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>이미지</translation>
        </message>
        <message>
            <source>Pictures become styles, a video is played, looks are added</source>
            <translation>이미지는 스타일이 되고, 동영상은 재생되며, 룩은 추가됩니다</translation>
        </message>
        <message>
            <source>Place in the file</source>
            <translation>재생 위치</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>재생</translation>
        </message>
        <message>
            <source>Play a video</source>
            <translation>동영상 재생</translation>
        </message>
        <message>
            <source>Plays everywhere, and every editor takes it</source>
            <translation>어디서나 재생되고 모든 편집기에서 열립니다</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>미리보기</translation>
        </message>
        <message>
            <source>Previous look</source>
            <translation>이전 룩</translation>
        </message>
        <message>
            <source>Previous style</source>
            <translation>이전 스타일</translation>
        </message>
        <message>
            <source>Put the style in front</source>
            <translation>스타일을 맨 앞으로</translation>
        </message>
        <message>
            <source>Put this away</source>
            <translation>닫기</translation>
        </message>
        <message>
            <source>Put this message away</source>
            <translation>이 메시지 닫기</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>종료</translation>
        </message>
        <message>
            <source>Quit rtstyle?</source>
            <translation>rtstyle을 종료할까요?</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>녹화</translation>
        </message>
        <message>
            <source>Recorded {file} in {folder}</source>
            <translation>{folder}에 {file}을(를) 녹화했습니다</translation>
        </message>
        <message>
            <source>Recordings</source>
            <translation>녹화</translation>
        </message>
        <message>
            <source>Refine</source>
            <translation>다듬기</translation>
        </message>
        <message>
            <source>Refine the style</source>
            <translation>스타일 다듬기</translation>
        </message>
        <message>
            <source>Refine what I choose</source>
            <translation>선택하면 다듬기</translation>
        </message>
        <message>
            <source>Refining {name}: about a minute</source>
            <translation>다듬는 중: {name} (약 1분)</translation>
        </message>
        <message>
            <source>Remove from favourites</source>
            <translation>즐겨찾기에서 제거</translation>
        </message>
        <message>
            <source>Remove noise</source>
            <translation>노이즈 제거</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>바꾸기</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>저장</translation>
        </message>
        <message>
            <source>Save the look</source>
            <translation>룩 저장</translation>
        </message>
        <message>
            <source>Save this look</source>
            <translation>이 룩 저장</translation>
        </message>
        <message>
            <source>Save this look, and it stands here</source>
            <translation>룩을 저장하면 여기에 나타납니다</translation>
        </message>
        <message>
            <source>Saved {file} in {folder}</source>
            <translation>{folder}에 {file}을(를) 저장했습니다</translation>
        </message>
        <message>
            <source>Saved {name}</source>
            <translation>저장됨: {name}</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>화면</translation>
        </message>
        <message>
            <source>Search styles</source>
            <translation>스타일 검색</translation>
        </message>
        <message>
            <source>Short side of the picture that is painted; more is finer and slower</source>
            <translation>그리는 화면의 짧은 변. 클수록 섬세하고 느립니다</translation>
        </message>
        <message>
            <source>Show yourself in every style</source>
            <translation>내 모습을 모든 스타일로 보여 줍니다</translation>
        </message>
        <message>
            <source>Slideshow</source>
            <translation>슬라이드쇼</translation>
        </message>
        <message>
            <source>Slideshow of</source>
            <translation>슬라이드쇼 대상</translation>
        </message>
        <message>
            <source>Smoothing</source>
            <translation>부드럽게</translation>
        </message>
        <message>
            <source>Snapshot</source>
            <translation>스냅샷</translation>
        </message>
        <message>
            <source>Snapshots</source>
            <translation>스냅샷</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>소스</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>시작</translation>
        </message>
        <message>
            <source>Start rtstyle again to see it in this language</source>
            <translation>다음에 rtstyle을 시작하면 언어가 바뀝니다</translation>
        </message>
        <message>
            <source>Starting {source}…</source>
            <translation>시작하는 중: {source}…</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>시작하는 중…</translation>
        </message>
        <message>
            <source>Stop: {what}</source>
            <translation>중지: {what}</translation>
        </message>
        <message>
            <source>Stream</source>
            <translation>스트리밍</translation>
        </message>
        <message>
            <source>Stream to the network</source>
            <translation>네트워크로 스트리밍</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>강도</translation>
        </message>
        <message>
            <source>Strip</source>
            <translation>목록</translation>
        </message>
        <message>
            <source>Stroke size</source>
            <translation>붓질 크기</translation>
        </message>
        <message>
            <source>Stronger</source>
            <translation>더 강하게</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>스타일</translation>
        </message>
        <message>
            <source>Styles</source>
            <translation>스타일</translation>
        </message>
        <message>
            <source>Styles and mixtures with their settings</source>
            <translation>스타일과 믹스, 그리고 그 설정</translation>
        </message>
        <message>
            <source>Styles that come with rtstyle stay</source>
            <translation>기본 제공 스타일은 삭제할 수 없습니다</translation>
        </message>
        <message>
            <source>Synthetic scene</source>
            <translation>합성 장면</translation>
        </message>
        <message>
            <source>Take in looks from files; or drop them anywhere</source>
            <translation>파일에서 룩을 가져옵니다 (창 아무 곳에나 끌어다 놓아도 됨)</translation>
        </message>
        <message>
            <source>Takes a camera's noise out of what stands still; half is right for most webcams</source>
            <translation>움직이지 않는 부분에서 카메라 노이즈를 없앱니다. 웹캠은 대부분 절반이 적당합니다</translation>
        </message>
        <message>
            <source>The end</source>
            <translation>끝</translation>
        </message>
        <message>
            <source>The file that is being painted is given up.</source>
            <translation>그리고 있는 파일은 중단됩니다.</translation>
        </message>
        <message>
            <source>The line that does the same in a terminal</source>
            <translation>터미널에서 같은 일을 하는 명령</translation>
        </message>
        <message>
            <source>The live picture in the chosen style</source>
            <translation>선택한 스타일의 라이브 영상</translation>
        </message>
        <message>
            <source>The network that paints</source>
            <translation>그림을 그리는 신경망</translation>
        </message>
        <message>
            <source>The picture cannot keep up: ask the source for fewer frames (the button beside it), or close other programs.</source>
            <translation>영상이 따라가지 못합니다. 소스의 프레임 수를 줄이거나(옆 버튼) 다른 프로그램을 닫으세요.</translation>
        </message>
        <message>
            <source>The picture cannot keep up: choose less painting detail.</source>
            <translation>영상이 따라가지 못합니다. 그림 해상도를 낮추세요.</translation>
        </message>
        <message>
            <source>The recording ends, and is kept.</source>
            <translation>녹화가 끝나고 저장됩니다.</translation>
        </message>
        <message>
            <source>The size of brush strokes and patterns</source>
            <translation>붓질과 무늬의 크기</translation>
        </message>
        <message>
            <source>The stream ends for all who watch it.</source>
            <translation>보고 있는 모두에게 스트리밍이 끝납니다.</translation>
        </message>
        <message>
            <source>The style's colours</source>
            <translation>스타일의 색</translation>
        </message>
        <message>
            <source>The style's strokes in your own palette</source>
            <translation>스타일의 붓질을 원본의 색조로</translation>
        </message>
        <message>
            <source>The styles</source>
            <translation>스타일 목록</translation>
        </message>
        <message>
            <source>The virtual camera goes dark for those who see it.</source>
            <translation>가상 카메라를 보는 사람에게는 화면이 꺼집니다.</translation>
        </message>
        <message>
            <source>The window's language</source>
            <translation>창의 언어</translation>
        </message>
        <message>
            <source>There is no camera picture</source>
            <translation>카메라 영상이 없습니다</translation>
        </message>
        <message>
            <source>Time for each style</source>
            <translation>스타일별 시간</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>다시 시도</translation>
        </message>
        <message>
            <source>Try the sample scene</source>
            <translation>예시 장면 보기</translation>
        </message>
        <message>
            <source>Trying again…</source>
            <translation>다시 시도하는 중…</translation>
        </message>
        <message>
            <source>Underpainting</source>
            <translation>밑그림</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>실행 취소</translation>
        </message>
        <message>
            <source>Undo a deletion</source>
            <translation>삭제 취소</translation>
        </message>
        <message>
            <source>Video file…</source>
            <translation>동영상 파일…</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>동영상</translation>
        </message>
        <message>
            <source>View</source>
            <translation>보기</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>가상 카메라</translation>
        </message>
        <message>
            <source>Waiting for the first picture…</source>
            <translation>첫 영상을 기다리는 중…</translation>
        </message>
        <message>
            <source>Weaker</source>
            <translation>더 약하게</translation>
        </message>
        <message>
            <source>What the network runs on</source>
            <translation>신경망을 실행하는 장치</translation>
        </message>
        <message>
            <source>What the network runs on: {device} now</source>
            <translation>신경망을 실행하는 장치: 지금은 {device}</translation>
        </message>
        <message>
            <source>Where recordings and snapshots go</source>
            <translation>녹화와 스냅샷이 저장되는 곳</translation>
        </message>
        <message>
            <source>Where the picture comes from</source>
            <translation>영상을 가져오는 곳</translation>
        </message>
        <message>
            <source>Your own colours; only light and dark come from the style</source>
            <translation>원본의 색을 그대로 두고 명암만 스타일에서 가져옵니다</translation>
        </message>
        <message>
            <source>at {size}</source>
            <translation>{size}</translation>
        </message>
        <message>
            <source>clean picture</source>
            <translation>클린 화면</translation>
        </message>
        <message>
            <source>frame rate</source>
            <translation>프레임 속도</translation>
        </message>
        <message>
            <source>lower left</source>
            <translation>왼쪽 아래</translation>
        </message>
        <message>
            <source>lower right</source>
            <translation>오른쪽 아래</translation>
        </message>
        <message>
            <source>network</source>
            <translation>신경망</translation>
        </message>
        <message>
            <source>no styles yet</source>
            <translation>스타일 없음</translation>
        </message>
        <message>
            <source>preview</source>
            <translation>미리보기</translation>
        </message>
        <message>
            <source>recording</source>
            <translation>녹화</translation>
        </message>
        <message>
            <source>source</source>
            <translation>소스</translation>
        </message>
        <message>
            <source>stream</source>
            <translation>스트리밍</translation>
        </message>
        <message>
            <source>the camera</source>
            <translation>카메라</translation>
        </message>
        <message>
            <source>the screen</source>
            <translation>화면</translation>
        </message>
        <message>
            <source>the synthetic scene</source>
            <translation>합성 장면</translation>
        </message>
        <message>
            <source>too slow</source>
            <translation>너무 느림</translation>
        </message>
        <message>
            <source>upper left</source>
            <translation>왼쪽 위</translation>
        </message>
        <message>
            <source>upper right</source>
            <translation>오른쪽 위</translation>
        </message>
        <message>
            <source>virtual camera</source>
            <translation>가상 카메라</translation>
        </message>
        <message>
            <source>{count} now</source>
            <translation>현재 {count}</translation>
        </message>
        <message>
            <source>{count} per second</source>
            <translation>초당 {count}</translation>
        </message>
        <message>
            <source>{count} pixels</source>
            <translation>{count}픽셀</translation>
        </message>
        <message>
            <source>{count} seconds</source>
            <translation>{count}초</translation>
        </message>
        <message>
            <source>{done} frames</source>
            <translation>{done}프레임</translation>
        </message>
        <message>
            <source>{done} of {total} frames</source>
            <translation>{total}프레임 중 {done}</translation>
        </message>
        <message>
            <source>{file}  in  {folder}</source>
            <translation>{file}  ·  {folder}</translation>
        </message>
        <message>
            <source>{first} and {second}</source>
            <translation>{first}, {second}</translation>
        </message>
        <message>
            <source>{name} (not on this machine)</source>
            <translation>{name} (이 컴퓨터에 없음)</translation>
        </message>
        <message>
            <source>{name} is as good as it gets</source>
            <translation>더 나아지지 않습니다: {name}</translation>
        </message>
        <message>
            <source>{name} is refined</source>
            <translation>다듬기 완료: {name}</translation>
        </message>
        <message>
            <source>{name} is refined already</source>
            <translation>이미 다듬어져 있습니다: {name}</translation>
        </message>
        <message>
            <source>{reason}.</source>
            <translation>{reason}.</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds}초</translation>
        </message>
        <message>
            <source>{shown} of {total}</source>
            <translation>{shown} / {total}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>{time} 남음</translation>
        </message>
    </context>
    <context>
        <name>messages</name>
        <message>
            <source>Connection refused</source>
            <translation>연결이 거부되었습니다</translation>
        </message>
        <message>
            <source>Connection timed out</source>
            <translation>연결 시간이 초과되었습니다</translation>
        </message>
        <message>
            <source>Device or resource busy</source>
            <translation>장치가 사용 중입니다</translation>
        </message>
        <message>
            <source>Input/output error</source>
            <translation>입출력 오류</translation>
        </message>
        <message>
            <source>Network is unreachable</source>
            <translation>네트워크에 연결할 수 없습니다</translation>
        </message>
        <message>
            <source>No route to host</source>
            <translation>호스트에 연결할 수 없습니다</translation>
        </message>
        <message>
            <source>No space left on device</source>
            <translation>디스크에 남은 공간이 없습니다</translation>
        </message>
        <message>
            <source>No such file or directory</source>
            <translation>파일이나 폴더가 없습니다</translation>
        </message>
        <message>
            <source>OpenVINO cannot {0} the network: {1}; {2}</source>
            <translation>OpenVINO가 신경망을 처리하지 못했습니다 ({0}): {1}. {2}</translation>
        </message>
        <message>
            <source>OpenVINO finds no {0} here, only {1}; see rtstyle devices</source>
            <translation>OpenVINO가 {0}을(를) 찾지 못했습니다. 있는 것: {1}. rtstyle devices로 확인하세요</translation>
        </message>
        <message>
            <source>OpenVINO is not installed (extra: openvino); use --device cpu</source>
            <translation>OpenVINO가 설치되어 있지 않습니다 (extra: openvino). --device cpu를 사용하세요</translation>
        </message>
        <message>
            <source>Operation not permitted</source>
            <translation>허용되지 않은 작업입니다</translation>
        </message>
        <message>
            <source>Permission denied</source>
            <translation>권한이 없습니다</translation>
        </message>
        <message>
            <source>Read-only file system</source>
            <translation>읽기 전용 파일 시스템입니다</translation>
        </message>
        <message>
            <source>a camera cannot deliver {0}x{1} at {2} fps; ask for 1280x720 at 30</source>
            <translation>카메라가 {0}×{1}, {2} fps를 지원하지 않습니다. 1280×720, 30 fps로 요청하세요</translation>
        </message>
        <message>
            <source>a look needs a name</source>
            <translation>룩에는 이름이 필요합니다</translation>
        </message>
        <message>
            <source>a style library needs a folder</source>
            <translation>스타일 모음에는 폴더가 필요합니다</translation>
        </message>
        <message>
            <source>cannot add {0} to {1}: {2}</source>
            <translation>{0}을(를) {1}에 추가할 수 없습니다: {2}</translation>
        </message>
        <message>
            <source>cannot add {0}: no picture in this folder can be read</source>
            <translation>{0}을(를) 추가할 수 없습니다: 폴더에 읽을 수 있는 이미지가 없습니다</translation>
        </message>
        <message>
            <source>cannot compute on {0}: {1}; try --device cpu</source>
            <translation>{0}에서 계산할 수 없습니다: {1}. --device cpu를 써 보세요</translation>
        </message>
        <message>
            <source>cannot fetch {0}: HTTP {1} {2}; check the address</source>
            <translation>{0}을(를) 내려받을 수 없습니다: HTTP {1} {2}. 주소를 확인하세요</translation>
        </message>
        <message>
            <source>cannot fetch {0}: it redirects to an address without encryption</source>
            <translation>{0}을(를) 내려받을 수 없습니다: 암호화되지 않은 주소로 넘겨집니다</translation>
        </message>
        <message>
            <source>cannot fetch {0}: larger than the {1} bytes that were expected</source>
            <translation>{0}을(를) 내려받을 수 없습니다: 예상한 {1}바이트보다 큽니다</translation>
        </message>
        <message>
            <source>cannot fetch {0}: not an http or https address</source>
            <translation>{0}을(를) 내려받을 수 없습니다: http나 https 주소가 아닙니다</translation>
        </message>
        <message>
            <source>cannot fetch {0}: {1}; {2}</source>
            <translation>{0}을(를) 내려받을 수 없습니다: {1}. {2}</translation>
        </message>
        <message>
            <source>cannot keep the refined style in {0}: {1}</source>
            <translation>다듬은 스타일을 {0}에 저장할 수 없습니다: {1}</translation>
        </message>
        <message>
            <source>cannot make the folder {0}: {1}</source>
            <translation>폴더 {0}을(를) 만들 수 없습니다: {1}</translation>
        </message>
        <message>
            <source>cannot open the microphone {0}: {1}; close other programs that use it, or choose another one</source>
            <translation>마이크 {0}을(를) 열 수 없습니다: {1}. 마이크를 쓰는 프로그램을 닫거나 다른 마이크를 선택하세요</translation>
        </message>
        <message>
            <source>cannot open the virtual camera{0}: {1}{2}</source>
            <translation>가상 카메라{0}를 열 수 없습니다: {1}{2}</translation>
        </message>
        <message>
            <source>cannot play {0}: give a file or an address that begins with {1}</source>
            <translation>{0}을(를) 재생할 수 없습니다: 파일이나 {1}(으)로 시작하는 주소를 지정하세요</translation>
        </message>
        <message>
            <source>cannot play {0}: it has no frames</source>
            <translation>{0}을(를) 재생할 수 없습니다: 프레임이 없습니다</translation>
        </message>
        <message>
            <source>cannot play {0}: it has no video</source>
            <translation>{0}을(를) 재생할 수 없습니다: 영상이 없습니다</translation>
        </message>
        <message>
            <source>cannot play {0}: its host or port makes no sense</source>
            <translation>{0}을(를) 재생할 수 없습니다: 호스트나 포트가 올바르지 않습니다</translation>
        </message>
        <message>
            <source>cannot play {0}: {1}</source>
            <translation>{0}을(를) 재생할 수 없습니다: {1}</translation>
        </message>
        <message>
            <source>cannot read weights from {0}: {1}</source>
            <translation>{0}에서 가중치를 읽을 수 없습니다: {1}</translation>
        </message>
        <message>
            <source>cannot read {0} further: its times make no sense: {1}</source>
            <translation>{0}을(를) 더 읽을 수 없습니다: 시간 정보가 올바르지 않습니다: {1}</translation>
        </message>
        <message>
            <source>cannot read {0} further: nothing but damage from here on</source>
            <translation>{0}을(를) 더 읽을 수 없습니다: 여기부터 모두 손상되었습니다</translation>
        </message>
        <message>
            <source>cannot read {0} further: {1}</source>
            <translation>{0}을(를) 더 읽을 수 없습니다: {1}</translation>
        </message>
        <message>
            <source>cannot read {0}: it has no video stream{1}</source>
            <translation>{0}을(를) 읽을 수 없습니다: 영상 스트림이 없습니다{1}</translation>
        </message>
        <message>
            <source>cannot read {0}: it is a folder, a file is needed</source>
            <translation>{0}을(를) 읽을 수 없습니다: 폴더입니다. 파일이 필요합니다</translation>
        </message>
        <message>
            <source>cannot read {0}: it is a picture, not a video</source>
            <translation>{0}을(를) 읽을 수 없습니다: 동영상이 아니라 이미지입니다</translation>
        </message>
        <message>
            <source>cannot read {0}: it is cut off, and its index, which stands at the end, is lost; copy it again, or rebuild it with https://github.com/anthwlock/untrunc and a whole video of the same camera</source>
            <translation>{0}을(를) 읽을 수 없습니다: 파일이 잘려 끝에 있는 색인이 없습니다. 다시 복사하거나, https://github.com/anthwlock/untrunc 와 같은 카메라의 온전한 동영상으로 복구하세요</translation>
        </message>
        <message>
            <source>cannot read {0}: it is cut off, {1} bytes are missing; copy it again, or save the rest with: ffmpeg -i "{2}" -c copy repaired{3}</source>
            <translation>{0}을(를) 읽을 수 없습니다: 파일이 잘려 {1}바이트가 없습니다. 다시 복사하거나 나머지를 살리세요: ffmpeg -i "{2}" -c copy repaired{3}</translation>
        </message>
        <message>
            <source>cannot read {0}: it is damaged ({1})</source>
            <translation>{0}을(를) 읽을 수 없습니다: 손상되었습니다 ({1})</translation>
        </message>
        <message>
            <source>cannot read {0}: it is damaged, its index tells of {1} pictures and sounds in {2} bytes</source>
            <translation>{0}을(를) 읽을 수 없습니다: 손상되었습니다. 색인에 따르면 {2}바이트에 영상과 소리가 {1}개입니다</translation>
        </message>
        <message>
            <source>cannot read {0}: it is no look, or damaged</source>
            <translation>{0}을(를) 읽을 수 없습니다: 룩 파일이 아니거나 손상되었습니다</translation>
        </message>
        <message>
            <source>cannot read {0}: it is not a regular file</source>
            <translation>{0}을(를) 읽을 수 없습니다: 일반 파일이 아닙니다</translation>
        </message>
        <message>
            <source>cannot read {0}: its index alone has {1} bytes</source>
            <translation>{0}을(를) 읽을 수 없습니다: 색인만 {1}바이트입니다</translation>
        </message>
        <message>
            <source>cannot read {0}: its pixel format {1} cannot be converted</source>
            <translation>{0}을(를) 읽을 수 없습니다: 픽셀 형식 {1}을(를) 변환할 수 없습니다</translation>
        </message>
        <message>
            <source>cannot read {0}: no decoder for its video stream on this machine</source>
            <translation>{0}을(를) 읽을 수 없습니다: 이 컴퓨터에 알맞은 디코더가 없습니다</translation>
        </message>
        <message>
            <source>cannot read {0}: no such file</source>
            <translation>{0}을(를) 읽을 수 없습니다: 파일이 없습니다</translation>
        </message>
        <message>
            <source>cannot read {0}: none of its frames can be decoded</source>
            <translation>{0}을(를) 읽을 수 없습니다: 디코딩할 수 있는 프레임이 없습니다</translation>
        </message>
        <message>
            <source>cannot read {0}: not a video in a known format, or damaged beyond reading</source>
            <translation>{0}을(를) 읽을 수 없습니다: 알려진 형식의 동영상이 아니거나 심하게 손상되었습니다</translation>
        </message>
        <message>
            <source>cannot read {0}: the file is empty (0 bytes)</source>
            <translation>{0}을(를) 읽을 수 없습니다: 빈 파일입니다 (0바이트)</translation>
        </message>
        <message>
            <source>cannot read {0}: the file is larger than 2 GB</source>
            <translation>{0}을(를) 읽을 수 없습니다: 파일이 2GB보다 큽니다</translation>
        </message>
        <message>
            <source>cannot read {0}: there is no picture in it</source>
            <translation>{0}을(를) 읽을 수 없습니다: 영상이 들어 있지 않습니다</translation>
        </message>
        <message>
            <source>cannot read {0}: there is not enough memory for it</source>
            <translation>{0}을(를) 읽을 수 없습니다: 메모리가 부족합니다</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}</source>
            <translation>{0}을(를) 읽을 수 없습니다: {1}</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}; run: {2} --force</source>
            <translation>{0}을(를) 읽을 수 없습니다: {1}. 실행하세요: {2} --force</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}x{2} is too large a picture for a video</source>
            <translation>{0}을(를) 읽을 수 없습니다: {1}×{2}은(는) 동영상으로 너무 큽니다</translation>
        </message>
        <message>
            <source>cannot record</source>
            <translation>녹화할 수 없습니다</translation>
        </message>
        <message>
            <source>cannot record to {0}: choose .mkv, which survives a crash</source>
            <translation>{0}에 녹화할 수 없습니다: 비정상 종료에도 안전한 .mkv를 선택하세요</translation>
        </message>
        <message>
            <source>cannot remove {0}: it ships with rtstyle; only styles you added can be removed</source>
            <translation>{0}을(를) 지울 수 없습니다: 기본 제공 스타일입니다. 직접 추가한 것만 지울 수 있습니다</translation>
        </message>
        <message>
            <source>cannot remove {0}: {1}</source>
            <translation>{0}을(를) 지울 수 없습니다: {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: give an address that begins with {1}</source>
            <translation>{0}(으)로 스트리밍할 수 없습니다: {1}(으)로 시작하는 주소를 지정하세요</translation>
        </message>
        <message>
            <source>cannot stream to {0}: its host or port makes no sense</source>
            <translation>{0}(으)로 스트리밍할 수 없습니다: 호스트나 포트가 올바르지 않습니다</translation>
        </message>
        <message>
            <source>cannot stream to {0}: no process can be started: {1}</source>
            <translation>{0}(으)로 스트리밍할 수 없습니다: 프로세스를 시작할 수 없습니다: {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: no {1} in this FFmpeg; use rtmp, udp, tcp or an .m3u8 file</source>
            <translation>{0}(으)로 스트리밍할 수 없습니다: 이 FFmpeg는 {1}을(를) 지원하지 않습니다. rtmp, udp, tcp나 .m3u8 파일을 쓰세요</translation>
        </message>
        <message>
            <source>cannot stream to {0}: write {1}://HOST:PORT</source>
            <translation>{0}(으)로 스트리밍할 수 없습니다: {1}://HOST:PORT 형식으로 쓰세요</translation>
        </message>
        <message>
            <source>cannot stream to {0}: {1}</source>
            <translation>{0}(으)로 스트리밍할 수 없습니다: {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: {1}; check the address and that it is listening</source>
            <translation>{0}(으)로 스트리밍할 수 없습니다: {1}. 주소가 맞는지, 받는 쪽이 대기 중인지 확인하세요</translation>
        </message>
        <message>
            <source>cannot stream: PyAV has no H.264 encoder here; install it with: pip install --force-reinstall av</source>
            <translation>스트리밍할 수 없습니다: PyAV에 H.264 인코더가 없습니다. 설치: pip install --force-reinstall av</translation>
        </message>
        <message>
            <source>cannot take the screen: {0}; run it in a desktop session (on Linux an X11 one, with DISPLAY set), and on macOS allow screen recording in the settings</source>
            <translation>화면을 가져올 수 없습니다: {0}. 데스크톱 세션에서 실행하고(Linux는 DISPLAY가 설정된 X11), macOS에서는 화면 기록을 허용하세요</translation>
        </message>
        <message>
            <source>cannot use the network that finds people: {0}</source>
            <translation>사람을 찾는 신경망을 쓸 수 없습니다: {0}</translation>
        </message>
        <message>
            <source>cannot use {0}: its SHA-256 is {1}, expected {2}; the file was changed or damaged on the way</source>
            <translation>{0}을(를) 쓸 수 없습니다: SHA-256이 {1}이며 예상값은 {2}입니다. 파일이 도중에 바뀌었거나 손상되었습니다</translation>
        </message>
        <message>
            <source>cannot use {0}: {1}</source>
            <translation>{0}을(를) 쓸 수 없습니다: {1}</translation>
        </message>
        <message>
            <source>cannot write {0}: it exists already</source>
            <translation>{0}에 쓸 수 없습니다: 이미 있습니다</translation>
        </message>
        <message>
            <source>cannot write {0}: it is a folder, a file name is needed</source>
            <translation>{0}에 쓸 수 없습니다: 폴더입니다. 파일 이름이 필요합니다</translation>
        </message>
        <message>
            <source>cannot write {0}: it is not a regular file</source>
            <translation>{0}에 쓸 수 없습니다: 일반 파일이 아닙니다</translation>
        </message>
        <message>
            <source>cannot write {0}: its folder has %d in its name; choose another one</source>
            <translation>{0}에 쓸 수 없습니다: 폴더 이름에 %d가 있습니다. 다른 폴더를 선택하세요</translation>
        </message>
        <message>
            <source>cannot write {0}: the picture cannot be encoded as {1}</source>
            <translation>{0}에 쓸 수 없습니다: 이미지를 {1} 형식으로 저장할 수 없습니다</translation>
        </message>
        <message>
            <source>cannot write {0}: there is no folder {1}</source>
            <translation>{0}에 쓸 수 없습니다: {1} 폴더가 없습니다</translation>
        </message>
        <message>
            <source>cannot write {0}: unknown picture format {1}; use one of {2}</source>
            <translation>{0}에 쓸 수 없습니다: 알 수 없는 이미지 형식 {1}. 쓸 수 있는 형식: {2}</translation>
        </message>
        <message>
            <source>cannot write {0}: unknown video format {1}; use one of {2}</source>
            <translation>{0}에 쓸 수 없습니다: 알 수 없는 동영상 형식 {1}. 쓸 수 있는 형식: {2}</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}</source>
            <translation>{0}에 쓸 수 없습니다: {1}</translation>
        </message>
        <message>
            <source>cannot write {0}: {1} cannot hold a variable frame rate; choose .mkv</source>
            <translation>{0}에 쓸 수 없습니다: {1}은(는) 가변 프레임 속도를 담을 수 없습니다. .mkv를 선택하세요</translation>
        </message>
        <message>
            <source>cannot write {0}: {1} holds {2} pixels a side at most; write a .png</source>
            <translation>{0}에 쓸 수 없습니다: {1}은(는) 한 변이 최대 {2}픽셀입니다. .png를 쓰세요</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}; check the folder</source>
            <translation>{0}에 쓸 수 없습니다: {1}. 폴더를 확인하세요</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}; check the folder and the free space</source>
            <translation>{0}에 쓸 수 없습니다: {1}. 폴더와 남은 공간을 확인하세요</translation>
        </message>
        <message>
            <source>cannot {0}: out of memory; choose a smaller size</source>
            <translation>{0} 실패: 메모리가 부족합니다. 더 작은 크기를 선택하세요</translation>
        </message>
        <message>
            <source>cannot {0}: {1}</source>
            <translation>{0} 실패: {1}</translation>
        </message>
        <message>
            <source>check the address and the network</source>
            <translation>주소와 네트워크를 확인하세요</translation>
        </message>
        <message>
            <source>close other programs that feed it, or make it anew: sudo modprobe -r v4l2loopback; {0}</source>
            <translation>이 카메라로 영상을 보내는 다른 프로그램을 닫거나 새로 만드세요: sudo modprobe -r v4l2loopback; {0}</translation>
        </message>
        <message>
            <source>did you mean {0}?</source>
            <translation>{0}을(를) 찾으셨나요?</translation>
        </message>
        <message>
            <source>encode the style</source>
            <translation>스타일 처리</translation>
        </message>
        <message>
            <source>finding people needs OpenVINO; run: pip install 'rtstyle[openvino]'</source>
            <translation>사람을 찾으려면 OpenVINO가 필요합니다: pip install 'rtstyle[openvino]'</translation>
        </message>
        <message>
            <source>install OBS Studio 26 or newer, which brings the virtual camera</source>
            <translation>가상 카메라가 들어 있는 OBS Studio 26 이상을 설치하세요</translation>
        </message>
        <message>
            <source>install OBS Studio 30 or newer, start it, click Start Virtual Camera once, and quit it</source>
            <translation>OBS Studio 30 이상을 설치해 실행하고, 가상 카메라 시작을 한 번 누른 뒤 종료하세요</translation>
        </message>
        <message>
            <source>it is out of memory</source>
            <translation>메모리가 부족합니다</translation>
        </message>
        <message>
            <source>no GPU of a Mac is available to torch; use --device cpu</source>
            <translation>torch가 Mac GPU를 쓸 수 없습니다. --device cpu를 사용하세요</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>제때 응답이 없습니다</translation>
        </message>
        <message>
            <source>no camera is plugged in</source>
            <translation>연결된 카메라가 없습니다</translation>
        </message>
        <message>
            <source>no device {0}:{1}: this machine has {2}; see rtstyle devices</source>
            <translation>장치 {0}:{1}이(가) 없습니다 (이 컴퓨터: {2}). rtstyle devices로 확인하세요</translation>
        </message>
        <message>
            <source>no file can be made in {0}; choose another folder</source>
            <translation>{0}에 파일을 만들 수 없습니다. 다른 폴더를 선택하세요</translation>
        </message>
        <message>
            <source>no look {0}: {1}</source>
            <translation>룩 {0}이(가) 없습니다: {1}</translation>
        </message>
        <message>
            <source>no permission: choose another place or change its permissions</source>
            <translation>권한이 없습니다: 다른 위치를 선택하거나 권한을 바꾸세요</translation>
        </message>
        <message>
            <source>no photographs to refine on in {0}: install rtstyle again</source>
            <translation>{0}에 다듬기용 사진이 없습니다: rtstyle을 다시 설치하세요</translation>
        </message>
        <message>
            <source>no source given; choose {0}</source>
            <translation>소스가 지정되지 않았습니다. 선택: {0}</translation>
        </message>
        <message>
            <source>no style in {0}: give a name or a picture, NAME[:WEIGHT]</source>
            <translation>{0}에 스타일이 없습니다: 이름이나 이미지를 지정하세요 (NAME[:WEIGHT])</translation>
        </message>
        <message>
            <source>no {0} device is available; use --device cpu, or install a driver and a {1} build of torch</source>
            <translation>{0} 장치가 없습니다. --device cpu를 쓰거나 드라이버와 {1}용 torch를 설치하세요</translation>
        </message>
        <message>
            <source>paint</source>
            <translation>그리기</translation>
        </message>
        <message>
            <source>painting the file</source>
            <translation>파일 그리기</translation>
        </message>
        <message>
            <source>pictures from the network are not fetched: save it first, then drop the file</source>
            <translation>네트워크의 이미지는 가져오지 않습니다: 먼저 저장한 뒤 파일을 놓으세요</translation>
        </message>
        <message>
            <source>prepare the network</source>
            <translation>신경망 준비</translation>
        </message>
        <message>
            <source>record</source>
            <translation>녹화</translation>
        </message>
        <message>
            <source>refining the style</source>
            <translation>스타일 다듬기</translation>
        </message>
        <message>
            <source>several cameras are called {0}; {1}</source>
            <translation>이름이 {0}인 카메라가 여럿입니다. {1}</translation>
        </message>
        <message>
            <source>something is missing behind {0}: choose {1}</source>
            <translation>{0} 뒤에 무언가 빠졌습니다: {1}</translation>
        </message>
        <message>
            <source>something went wrong that should not have: {0}</source>
            <translation>예상하지 못한 문제가 생겼습니다: {0}</translation>
        </message>
        <message>
            <source>the disk is full: free some space and run it again</source>
            <translation>디스크가 가득 찼습니다: 공간을 확보한 뒤 다시 시도하세요</translation>
        </message>
        <message>
            <source>the disk quota is used up: free some space and run it again</source>
            <translation>디스크 할당량을 다 썼습니다: 공간을 확보한 뒤 다시 시도하세요</translation>
        </message>
        <message>
            <source>the encoder {0} does not work on this machine; choose the codec h264</source>
            <translation>인코더 {0}이(가) 이 컴퓨터에서 작동하지 않습니다. h264 코덱을 선택하세요</translation>
        </message>
        <message>
            <source>the file grew larger than this file system or a limit allows</source>
            <translation>파일이 파일 시스템이나 제한이 허용하는 크기를 넘었습니다</translation>
        </message>
        <message>
            <source>the file system is read-only: choose another folder</source>
            <translation>읽기 전용입니다: 다른 폴더를 선택하세요</translation>
        </message>
        <message>
            <source>the microphone needs PortAudio; install it with: sudo apt install libportaudio2</source>
            <translation>마이크를 쓰려면 PortAudio가 필요합니다. 설치: sudo apt install libportaudio2</translation>
        </message>
        <message>
            <source>the microphone needs sounddevice; install it with: pip install "rtstyle[audio]"</source>
            <translation>마이크를 쓰려면 sounddevice가 필요합니다. 설치: pip install "rtstyle[audio]"</translation>
        </message>
        <message>
            <source>the name is too long</source>
            <translation>이름이 너무 깁니다</translation>
        </message>
        <message>
            <source>the network that finds people is not on this machine (0.4 MB, MediaPipe); run: {0}</source>
            <translation>사람을 찾는 신경망이 이 컴퓨터에 없습니다 (0.4 MB, MediaPipe). 실행하세요: {0}</translation>
        </message>
        <message>
            <source>the null sink keeps nothing, whatever is said to it: write null</source>
            <translation>null 출력은 아무것도 저장하지 않습니다: null만 쓰세요</translation>
        </message>
        <message>
            <source>the picture changes from {0}x{1} to {2}x{3} at frame {4}; scale the video to one size first</source>
            <translation>프레임 {4}에서 영상 크기가 {0}×{1}에서 {2}×{3}(으)로 바뀝니다. 먼저 한 크기로 맞추세요</translation>
        </message>
        <message>
            <source>the recording was ended and is kept</source>
            <translation>녹화를 끝내고 저장했습니다</translation>
        </message>
        <message>
            <source>the screen cannot be taken any more: {0}</source>
            <translation>더 이상 화면을 가져올 수 없습니다: {0}</translation>
        </message>
        <message>
            <source>the screen cannot be taken {0} times per second; choose 1 to {1}</source>
            <translation>화면을 초당 {0}번 가져올 수 없습니다. 1~{1} 사이로 정하세요</translation>
        </message>
        <message>
            <source>the screen needs mss; install it with: pip install "rtstyle[screen]"</source>
            <translation>화면을 쓰려면 mss가 필요합니다. 설치: pip install "rtstyle[screen]"</translation>
        </message>
        <message>
            <source>the screen region {0} is empty: give left,top,width,height in pixels</source>
            <translation>화면 영역 {0}이(가) 비어 있습니다: 왼쪽,위,너비,높이를 픽셀로 지정하세요</translation>
        </message>
        <message>
            <source>the screen region {0} lies outside the desktop, which is {1}x{2} pixels from {3},{4}</source>
            <translation>화면 영역 {0}이(가) 바탕화면({3},{4}부터 {1}×{2}픽셀) 밖에 있습니다</translation>
        </message>
        <message>
            <source>the screen region {0} makes no sense: write screen:LEFT,TOP,WIDTH,HEIGHT in pixels</source>
            <translation>화면 영역 {0}이(가) 올바르지 않습니다: screen:왼쪽,위,너비,높이를 픽셀로 쓰세요</translation>
        </message>
        <message>
            <source>the sound system does not answer: {0}</source>
            <translation>사운드 시스템이 응답하지 않습니다: {0}</translation>
        </message>
        <message>
            <source>the virtual camera needs pyvirtualcam; install it with: pip install "rtstyle[virtualcam]"</source>
            <translation>가상 카메라를 쓰려면 pyvirtualcam이 필요합니다. 설치: pip install "rtstyle[virtualcam]"</translation>
        </message>
        <message>
            <source>the weight in {0} must be a number above 0</source>
            <translation>{0}의 비중은 0보다 큰 수여야 합니다</translation>
        </message>
        <message>
            <source>the weights of {0} are not at {1}; {2}</source>
            <translation>{0}의 가중치가 {1}에 없습니다. {2}</translation>
        </message>
        <message>
            <source>the weights of {0} ship with rtstyle and cannot be fetched; install it again</source>
            <translation>{0}의 가중치는 rtstyle에 들어 있어 내려받을 수 없습니다. 다시 설치하세요</translation>
        </message>
        <message>
            <source>there is a look {0} already: choose another name</source>
            <translation>룩 {0}이(가) 이미 있습니다: 다른 이름을 쓰세요</translation>
        </message>
        <message>
            <source>there is no camera {0}; {1}</source>
            <translation>카메라 {0}이(가) 없습니다. {1}</translation>
        </message>
        <message>
            <source>there is no microphone: plug one in, or leave out --microphone</source>
            <translation>마이크가 없습니다: 마이크를 연결하거나 --microphone을 빼세요</translation>
        </message>
        <message>
            <source>there is no picture to add: copy or drop a picture, a file or a folder</source>
            <translation>추가할 이미지가 없습니다: 이미지, 파일, 폴더를 복사하거나 끌어다 놓으세요</translation>
        </message>
        <message>
            <source>there is no picture to send anywhere: choose a source first</source>
            <translation>보낼 영상이 없습니다: 먼저 소스를 선택하세요</translation>
        </message>
        <message>
            <source>there is no sink {0}: nothing runs</source>
            <translation>출력 {0}이(가) 없습니다: 실행 중인 것이 없습니다</translation>
        </message>
        <message>
            <source>there is no sink {0}; choose {1}</source>
            <translation>출력 {0}이(가) 없습니다. 선택: {1}</translation>
        </message>
        <message>
            <source>there is no source {0}, and no such file; choose {1}</source>
            <translation>소스 {0}도, 그런 파일도 없습니다. 선택: {1}</translation>
        </message>
        <message>
            <source>there is no synthetic scene {0}: write synthetic or synthetic:counter</source>
            <translation>합성 장면 {0}이(가) 없습니다: synthetic 또는 synthetic:counter라고 쓰세요</translation>
        </message>
        <message>
            <source>there is no virtual camera backend {0} here; there are: {1}</source>
            <translation>가상 카메라 방식 {0}이(가) 없습니다. 있는 것: {1}</translation>
        </message>
        <message>
            <source>there is none; install it with: {0}; and make one with: {1}</source>
            <translation>없습니다. 설치: {0}, 만들기: {1}</translation>
        </message>
        <message>
            <source>this torch is not built for ROCm; use --device cpu, or install one that is</source>
            <translation>이 torch는 ROCm용이 아닙니다. --device cpu를 쓰거나 ROCm용을 설치하세요</translation>
        </message>
        <message>
            <source>too many files are open</source>
            <translation>열린 파일이 너무 많습니다</translation>
        </message>
        <message>
            <source>unknown device {0}: choose {1}</source>
            <translation>알 수 없는 장치 {0}: {1} 중에서 고르세요</translation>
        </message>
        <message>
            <source>unknown model {0}: {1}</source>
            <translation>알 수 없는 신경망 {0}: {1}</translation>
        </message>
        <message>
            <source>weights in {0} are of no network that is known: {1}</source>
            <translation>{0}의 가중치는 알려진 신경망의 것이 아닙니다: {1}</translation>
        </message>
        <message>
            <source>weights in {0} do not match the checksum recorded beside them: they are damaged; run: rtstyle models fetch {1} --force</source>
            <translation>{0}의 가중치가 체크섬과 맞지 않아 손상되었습니다. 실행하세요: rtstyle models fetch {1} --force</translation>
        </message>
        <message>
            <source>what it sends is no video that can be decoded</source>
            <translation>받은 내용이 디코딩할 수 있는 영상이 아닙니다</translation>
        </message>
        <message>
            <source>what was pasted is no picture that can be read</source>
            <translation>붙여 넣은 것은 읽을 수 있는 이미지가 아닙니다</translation>
        </message>
        <message>
            <source>{0} broke off: {1}; it is tried again</source>
            <translation>{0} 연결이 끊겼습니다: {1}. 다시 시도합니다</translation>
        </message>
        <message>
            <source>{0} bytes are kept, run it again to resume</source>
            <translation>{0}바이트를 받아 두었습니다. 다시 실행하면 이어받습니다</translation>
        </message>
        <message>
            <source>{0} does not answer</source>
            <translation>{0}이(가) 응답하지 않습니다</translation>
        </message>
        <message>
            <source>{0} does not answer ({1} s)</source>
            <translation>{0}이(가) 응답하지 않습니다 ({1}초)</translation>
        </message>
        <message>
            <source>{0} failed</source>
            <translation>{0} 실패</translation>
        </message>
        <message>
            <source>{0} failed ({1}); {2} paints now</source>
            <translation>{0}에 문제가 생겨 ({1}) 이제 {2}(이)가 그립니다</translation>
        </message>
        <message>
            <source>{0} failed: Python could not be started</source>
            <translation>{0} 실패: Python을 시작할 수 없습니다</translation>
        </message>
        <message>
            <source>{0} has ended</source>
            <translation>끝났습니다: {0}</translation>
        </message>
        <message>
            <source>{0} has sent no picture for {1} s{2}; it is tried again</source>
            <translation>{0}에서 {1}초 동안 영상이 오지 않습니다{2}. 다시 시도합니다</translation>
        </message>
        <message>
            <source>{0} has shown the very same picture for {1} s: check its cable; it is tried again</source>
            <translation>{0}에서 {1}초 동안 똑같은 영상만 옵니다: 케이블을 확인하세요. 다시 시도합니다</translation>
        </message>
        <message>
            <source>{0} is damaged, or another file; run: {1} --force</source>
            <translation>{0}이(가) 손상되었거나 다른 파일입니다. 실행하세요: {1} --force</translation>
        </message>
        <message>
            <source>{0} is more than so small a file can hold; it is cut off or damaged</source>
            <translation>{0}은(는) 이렇게 작은 파일에 담길 수 없습니다. 잘렸거나 손상되었습니다</translation>
        </message>
        <message>
            <source>{0} is more than the {1} megapixels that a picture of its kind may have; scale it down first</source>
            <translation>{0}은(는) 이런 이미지의 한도 {1}메가픽셀을 넘습니다. 먼저 줄이세요</translation>
        </message>
        <message>
            <source>{0} is more than {1} megapixels; scale it down first</source>
            <translation>{0}은(는) {1}메가픽셀을 넘습니다. 먼저 줄이세요</translation>
        </message>
        <message>
            <source>{0} is not used: {1}</source>
            <translation>{0}을(를) 쓰지 않습니다: {1}</translation>
        </message>
        <message>
            <source>{0} is {1}: it would be lost; choose another name for the result</source>
            <translation>{0}은(는) {1}(이)라서 사라집니다. 결과에 다른 이름을 쓰세요</translation>
        </message>
        <message>
            <source>{0} stopped sending; it is tried again</source>
            <translation>{0}에서 전송이 멈췄습니다. 다시 시도합니다</translation>
        </message>
        <message>
            <source>{0}: {1}: no file can be made in {2}; choose another folder</source>
            <translation>{0}: {1}: {2}에 파일을 만들 수 없습니다. 다른 폴더를 선택하세요</translation>
        </message>
        <message>
            <source>{0}: {1}: only {2} MB are left on the disk, {3} MB are the least; free some space</source>
            <translation>{0}: {1}: 디스크에 {2}MB만 남았습니다. 최소 {3}MB가 필요합니다. 공간을 확보하세요</translation>
        </message>
        <message>
            <source>{0}; choose one of: {1}</source>
            <translation>{0}. 선택: {1}</translation>
        </message>
        <message>
            <source>{0}; it goes on without one</source>
            <translation>{0}. 마이크 없이 계속합니다</translation>
        </message>
    </context>
</TS>
