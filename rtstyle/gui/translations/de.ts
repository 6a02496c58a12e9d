<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>window</name>
        <message>
            <source>95 % under</source>
            <translation>95 % unter</translation>
        </message>
        <message>
            <source>99 % under</source>
            <translation>99 % unter</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Neu</translation>
        </message>
        <message>
            <source>Add pictures as styles</source>
            <translation>Bilder als Stile hinzufügen</translation>
        </message>
        <message>
            <source>Add pictures as styles; or drop them anywhere</source>
            <translation>Bilder als Stile hinzufügen; oder irgendwo ablegen</translation>
        </message>
        <message>
            <source>Add the style to the mix</source>
            <translation>Stil in die Mischung nehmen</translation>
        </message>
        <message>
            <source>Add to favourites</source>
            <translation>Zu Favoriten hinzufügen</translation>
        </message>
        <message>
            <source>Add to the mix</source>
            <translation>In die Mischung nehmen</translation>
        </message>
        <message>
            <source>Added {count} looks</source>
            <translation>{count} Looks hinzugefügt</translation>
        </message>
        <message>
            <source>Added {count} styles</source>
            <translation>{count} Stile hinzugefügt</translation>
        </message>
        <message>
            <source>Added {name}</source>
            <translation>{name} hinzugefügt</translation>
        </message>
        <message>
            <source>Address to stream to</source>
            <translation>Zieladresse des Streams</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alles</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>Alle Dateien</translation>
        </message>
        <message>
            <source>All of the picture is painted</source>
            <translation>Das ganze Bild wird gemalt</translation>
        </message>
        <message>
            <source>Allow desktop apps to use it in Settings, Privacy, Camera, and close programs that use it.</source>
            <translation>Erlauben Sie Desktop-Apps den Zugriff unter Einstellungen, Datenschutz, Kamera, und schließen Sie Programme, die sie benutzen.</translation>
        </message>
        <message>
            <source>Allow it in System Settings, Privacy &amp; Security, Camera; then start rtstyle again.</source>
            <translation>Erlauben Sie den Zugriff in den Systemeinstellungen unter Datenschutz &amp; Sicherheit, Kamera; starten Sie rtstyle dann neu.</translation>
        </message>
        <message>
            <source>As large as the picture</source>
            <translation>So groß wie das Bild</translation>
        </message>
        <message>
            <source>As the system's</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>Hintergrund</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>Vorher und nachher</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>Mischen</translation>
        </message>
        <message>
            <source>Brushwork</source>
            <translation>Pinselstrich</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU</translation>
        </message>
        <message>
            <source>Calms flicker: over how long the picture is averaged, along the motion of what is in it</source>
            <translation>Beruhigt Flimmern: wie lange das Bild gemittelt wird, entlang der Bewegung</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <source>Camera {number}</source>
            <translation>Kamera {number}</translation>
        </message>
        <message>
            <source>Can be played while it is still being recorded</source>
            <translation>Lässt sich schon während der Aufnahme abspielen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Choose a style first</source>
            <translation>Wählen Sie zuerst einen Stil</translation>
        </message>
        <message>
            <source>Choose another folder</source>
            <translation>Anderen Ordner wählen</translation>
        </message>
        <message>
            <source>Choose another source, or play this one again.</source>
            <translation>Wählen Sie eine andere Quelle, oder spielen Sie diese noch einmal ab.</translation>
        </message>
        <message>
            <source>Choose another source, or try again.</source>
            <translation>Wählen Sie eine andere Quelle, oder versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Clean picture</source>
            <translation>Reines Bild</translation>
        </message>
        <message>
            <source>Clean picture in full screen</source>
            <translation>Reines Bild als Vollbild</translation>
        </message>
        <message>
            <source>Close programs that use it, and see that you may: sudo usermod -aG video $USER, then log in again.</source>
            <translation>Schließen Sie Programme, die sie benutzen, und verschaffen Sie sich Zugriff: sudo usermod -aG video $USER, dann neu anmelden.</translation>
        </message>
        <message>
            <source>Close what lies over it</source>
            <translation>Schließen, was darüber liegt</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Verbinde …</translation>
        </message>
        <message>
            <source>Controls</source>
            <translation>Regler</translation>
        </message>
        <message>
            <source>Copied: paste it into a terminal</source>
            <translation>Kopiert: in ein Terminal einfügen</translation>
        </message>
        <message>
            <source>Copy as command</source>
            <translation>Als Befehl kopieren</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Delete the chosen style</source>
            <translation>Gewählten Stil löschen</translation>
        </message>
        <message>
            <source>Deleted {name}</source>
            <translation>{name} gelöscht</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Löschen …</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <source>Drag styles
to the corners</source>
            <translation>Stile in die
Ecken ziehen</translation>
        </message>
        <message>
            <source>Drag styles onto the corners, then the handle between them; arrow keys move it, a right click or the backspace key empties a corner</source>
            <translation>Ziehen Sie Stile in die Ecken und dann den Griff zwischen sie; Pfeiltasten bewegen ihn, Rechtsklick oder Rücktaste leert eine Ecke</translation>
        </message>
        <message>
            <source>Drop it here</source>
            <translation>Hier ablegen</translation>
        </message>
        <message>
            <source>Drop pictures here to add styles</source>
            <translation>Bilder hier ablegen, um Stile hinzuzufügen</translation>
        </message>
        <message>
            <source>Drop pictures, a video or looks anywhere</source>
            <translation>Bilder, ein Video oder Looks irgendwo ablegen</translation>
        </message>
        <message>
            <source>Dropped</source>
            <translation>Verworfen</translation>
        </message>
        <message>
            <source>Dropped: {cause}</source>
            <translation>Verworfen: {cause}</translation>
        </message>
        <message>
            <source>Empty the mixing pad</source>
            <translation>Mischfeld leeren</translation>
        </message>
        <message>
            <source>Esc leaves the full screen</source>
            <translation>Esc beendet das Vollbild</translation>
        </message>
        <message>
            <source>Every frame in the look of now, at full quality, with its sound.</source>
            <translation>Jedes Einzelbild im jetzigen Look, in voller Qualität, mit Ton.</translation>
        </message>
        <message>
            <source>Export {name}</source>
            <translation>{name} exportieren</translation>
        </message>
        <message>
            <source>Exported {name}</source>
            <translation>{name} exportiert</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren …</translation>
        </message>
        <message>
            <source>Fetch it</source>
            <translation>Herunterladen</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <source>Finding people needs a small network (MediaPipe, 0.4 MB)</source>
            <translation>Um Personen zu finden, braucht es ein kleines Netz (MediaPipe, 0,4 MB)</translation>
        </message>
        <message>
            <source>Finding people needs a small network (MediaPipe, 0.4 MB); what is here is damaged</source>
            <translation>Um Personen zu finden, braucht es ein kleines Netz (MediaPipe, 0,4 MB); das vorhandene ist beschädigt</translation>
        </message>
        <message>
            <source>Finishing…</source>
            <translation>Schließe ab …</translation>
        </message>
        <message>
            <source>First nine looks</source>
            <translation>Die ersten neun Looks</translation>
        </message>
        <message>
            <source>First nine styles</source>
            <translation>Die ersten neun Stile</translation>
        </message>
        <message>
            <source>Folder of recordings</source>
            <translation>Ordner der Aufnahmen</translation>
        </message>
        <message>
            <source>Folder of snapshots</source>
            <translation>Ordner der Schnappschüsse</translation>
        </message>
        <message>
            <source>Format of recordings</source>
            <translation>Format der Aufnahmen</translation>
        </message>
        <message>
            <source>Frame rate</source>
            <translation>Bildrate</translation>
        </message>
        <message>
            <source>Frame rate and latency</source>
            <translation>Bildrate und Verzögerung</translation>
        </message>
        <message>
            <source>Frames dropped: {count}</source>
            <translation>Verworfene Bilder: {count}</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Vollbild</translation>
        </message>
        <message>
            <source>Give refining up</source>
            <translation>Verfeinern abbrechen</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Weitermachen</translation>
        </message>
        <message>
            <source>Go through styles or looks by itself</source>
            <translation>Stile oder Looks von selbst durchgehen</translation>
        </message>
        <message>
            <source>How long each style stays</source>
            <translation>Wie lange jeder Stil bleibt</translation>
        </message>
        <message>
            <source>How much of a first, rough painting in large strokes shows through: bold shapes and contours</source>
            <translation>Wie viel von einer groben Untermalung in großen Strichen durchscheint: kräftige Formen und Konturen</translation>
        </message>
        <message>
            <source>How much of the paint is laid in strokes along the shapes of the picture</source>
            <translation>Wie viel der Farbe in Strichen entlang der Formen des Bildes liegt</translation>
        </message>
        <message>
            <source>How much of the photograph's own detail passes; less of it is more paint</source>
            <translation>Wie viel vom Detail der Aufnahme bleibt; weniger davon ist mehr Malerei</translation>
        </message>
        <message>
            <source>How much of the style the picture takes on</source>
            <translation>Wie viel vom Stil das Bild annimmt</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importieren</translation>
        </message>
        <message>
            <source>Import looks</source>
            <translation>Looks importieren</translation>
        </message>
        <message>
            <source>Keep style and settings as they are now</source>
            <translation>Stil und Einstellungen von jetzt behalten</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>Verzögerung</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Live</translation>
        </message>
        <message>
            <source>Live thumbnails</source>
            <translation>Live-Vorschaubilder</translation>
        </message>
        <message>
            <source>Loading the network…</source>
            <translation>Netz wird geladen …</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Darstellung</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>Ansehen</translation>
        </message>
        <message>
            <source>Look for cameras</source>
            <translation>Kameras suchen</translation>
        </message>
        <message>
            <source>Looks</source>
            <translation>Looks</translation>
        </message>
        <message>
            <source>Loop</source>
            <translation>Schleife</translation>
        </message>
        <message>
            <source>Me</source>
            <translation>Ich</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Mikrofon</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Eigene</translation>
        </message>
        <message>
            <source>Mirror</source>
            <translation>Spiegeln</translation>
        </message>
        <message>
            <source>Mirror the clean picture</source>
            <translation>Reines Bild spiegeln</translation>
        </message>
        <message>
            <source>Mix</source>
            <translation>Mischung</translation>
        </message>
        <message>
            <source>Mixing pad</source>
            <translation>Mischfeld</translation>
        </message>
        <message>
            <source>Move the wipe left</source>
            <translation>Linie nach links</translation>
        </message>
        <message>
            <source>Move the wipe right</source>
            <translation>Linie nach rechts</translation>
        </message>
        <message>
            <source>Move to the left</source>
            <translation>Nach links</translation>
        </message>
        <message>
            <source>Move to the right</source>
            <translation>Nach rechts</translation>
        </message>
        <message>
            <source>Name of the look</source>
            <translation>Name des Looks</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Netz</translation>
        </message>
        <message>
            <source>Network, device and language</source>
            <translation>Netz, Gerät und Sprache</translation>
        </message>
        <message>
            <source>Next look</source>
            <translation>Nächster Look</translation>
        </message>
        <message>
            <source>Next style</source>
            <translation>Nächster Stil</translation>
        </message>
        <message>
            <source>No picture</source>
            <translation>Kein Bild</translation>
        </message>
        <message>
            <source>No picture from the camera</source>
            <translation>Kein Bild von der Kamera</translation>
        </message>
        <message>
            <source>No style of that name</source>
            <translation>Kein Stil dieses Namens</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Aus</translation>
        </message>
        <message>
            <source>One frame back</source>
            <translation>Ein Bild zurück</translation>
        </message>
        <message>
            <source>One frame on</source>
            <translation>Ein Bild weiter</translation>
        </message>
        <message>
            <source>Only people are painted; what is behind them stays as it is</source>
            <translation>Nur Personen werden gemalt; der Hintergrund bleibt, wie er ist</translation>
        </message>
        <message>
            <source>Open a video…</source>
            <translation>Video öffnen …</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <source>Open the folder of recordings</source>
            <translation>Ordner der Aufnahmen öffnen</translation>
        </message>
        <message>
            <source>Open the folder of snapshots</source>
            <translation>Ordner der Schnappschüsse öffnen</translation>
        </message>
        <message>
            <source>Or drop a video here.</source>
            <translation>Oder legen Sie ein Video hier ab.</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>Ausgabe</translation>
        </message>
        <message>
            <source>Paint</source>
            <translation>Malen</translation>
        </message>
        <message>
            <source>Paint file</source>
            <translation>Datei malen</translation>
        </message>
        <message>
            <source>Paint the whole file</source>
            <translation>Ganze Datei malen</translation>
        </message>
        <message>
            <source>Paint the whole file in this look, at full quality</source>
            <translation>Die ganze Datei in diesem Look malen, in voller Qualität</translation>
        </message>
        <message>
            <source>Painted</source>
            <translation>Gemalt</translation>
        </message>
        <message>
            <source>Painted so far</source>
            <translation>Bisher gemalt</translation>
        </message>
        <message>
            <source>Painted {file} in {folder}</source>
            <translation>{file} gemalt, in {folder}</translation>
        </message>
        <message>
            <source>Painting detail</source>
            <translation>Malgröße</translation>
        </message>
        <message>
            <source>Paste a picture as a style</source>
            <translation>Bild als Stil einfügen</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>People stay as they are; only what is behind them is painted</source>
            <translation>Personen bleiben, wie sie sind; nur der Hintergrund wird gemalt</translation>
        </message>
        <message>
            <source>Picture size</source>
            <translation>Bildgröße</translation>
        </message>
        <message>
            <source>Picture size and frame rate of the source</source>
            <translation>Bildgröße und Bildrate der Quelle</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <source>Pictures become styles, a video is played, looks are added</source>
            <translation>Bilder werden Stile, ein Video wird abgespielt, Looks werden hinzugefügt</translation>
        </message>
        <message>
            <source>Place in the file</source>
            <translation>Stelle in der Datei</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Abspielen</translation>
        </message>
        <message>
            <source>Play a video</source>
            <translation>Video abspielen</translation>
        </message>
        <message>
            <source>Plays everywhere, and every editor takes it</source>
            <translation>Läuft überall, und jedes Schnittprogramm nimmt es</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>Previous look</source>
            <translation>Voriger Look</translation>
        </message>
        <message>
            <source>Previous style</source>
            <translation>Voriger Stil</translation>
        </message>
        <message>
            <source>Put the style in front</source>
            <translation>Stil nach vorn stellen</translation>
        </message>
        <message>
            <source>Put this away</source>
            <translation>Ausblenden</translation>
        </message>
        <message>
            <source>Put this message away</source>
            <translation>Meldung ausblenden</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Quit rtstyle?</source>
            <translation>rtstyle beenden?</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Aufnehmen</translation>
        </message>
        <message>
            <source>Recorded {file} in {folder}</source>
            <translation>{file} aufgenommen, in {folder}</translation>
        </message>
        <message>
            <source>Recordings</source>
            <translation>Aufnahmen</translation>
        </message>
        <message>
            <source>Refine</source>
            <translation>Verfeinern</translation>
        </message>
        <message>
            <source>Refine the style</source>
            <translation>Stil verfeinern</translation>
        </message>
        <message>
            <source>Refine what I choose</source>
            <translation>Gewähltes verfeinern</translation>
        </message>
        <message>
            <source>Refining {name}: about a minute</source>
            <translation>{name} wird verfeinert: etwa eine Minute</translation>
        </message>
        <message>
            <source>Remove from favourites</source>
            <translation>Aus Favoriten entfernen</translation>
        </message>
        <message>
            <source>Remove noise</source>
            <translation>Rauschen entfernen</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Ersetzen</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Save the look</source>
            <translation>Look speichern</translation>
        </message>
        <message>
            <source>Save this look</source>
            <translation>Look speichern</translation>
        </message>
        <message>
            <source>Save this look, and it stands here</source>
            <translation>Speichern Sie diesen Look, dann steht er hier</translation>
        </message>
        <message>
            <source>Saved {file} in {folder}</source>
            <translation>{file} gespeichert, in {folder}</translation>
        </message>
        <message>
            <source>Saved {name}</source>
            <translation>{name} gespeichert</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>Bildschirm</translation>
        </message>
        <message>
            <source>Search styles</source>
            <translation>Stile suchen</translation>
        </message>
        <message>
            <source>Short side of the picture that is painted; more is finer and slower</source>
            <translation>Kurze Seite des gemalten Bildes; mehr ist feiner und langsamer</translation>
        </message>
        <message>
            <source>Show yourself in every style</source>
            <translation>Sich selbst in jedem Stil zeigen</translation>
        </message>
        <message>
            <source>Slideshow</source>
            <translation>Diaschau</translation>
        </message>
        <message>
            <source>Slideshow of</source>
            <translation>Diaschau aus</translation>
        </message>
        <message>
            <source>Smoothing</source>
            <translation>Glättung</translation>
        </message>
        <message>
            <source>Snapshot</source>
            <translation>Schnappschuss</translation>
        </message>
        <message>
            <source>Snapshots</source>
            <translation>Schnappschüsse</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Starten</translation>
        </message>
        <message>
            <source>Start rtstyle again to see it in this language</source>
            <translation>Die Sprache wechselt beim nächsten Start von rtstyle</translation>
        </message>
        <message>
            <source>Starting {source}…</source>
            <translation>Starte: {source} …</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Starte …</translation>
        </message>
        <message>
            <source>Stop: {what}</source>
            <translation>Stopp: {what}</translation>
        </message>
        <message>
            <source>Stream</source>
            <translation>Streamen</translation>
        </message>
        <message>
            <source>Stream to the network</source>
            <translation>Ins Netzwerk streamen</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Stärke</translation>
        </message>
        <message>
            <source>Strip</source>
            <translation>Leiste</translation>
        </message>
        <message>
            <source>Stroke size</source>
            <translation>Strichgröße</translation>
        </message>
        <message>
            <source>Stronger</source>
            <translation>Stärker</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>Stil</translation>
        </message>
        <message>
            <source>Styles</source>
            <translation>Stile</translation>
        </message>
        <message>
            <source>Styles and mixtures with their settings</source>
            <translation>Stile und Mischungen mit ihren Einstellungen</translation>
        </message>
        <message>
            <source>Styles that come with rtstyle stay</source>
            <translation>Mitgelieferte Stile bleiben</translation>
        </message>
        <message>
            <source>Synthetic scene</source>
            <translation>Gemalte Testszene</translation>
        </message>
        <message>
            <source>Take in looks from files; or drop them anywhere</source>
            <translation>Looks aus Dateien übernehmen; oder irgendwo ablegen</translation>
        </message>
        <message>
            <source>Takes a camera's noise out of what stands still; half is right for most webcams</source>
            <translation>Entfernt Kamerarauschen aus allem, was stillsteht; die Hälfte passt für die meisten Webcams</translation>
        </message>
        <message>
            <source>The end</source>
            <translation>Ende</translation>
        </message>
        <message>
            <source>The file that is being painted is given up.</source>
            <translation>Das Malen der Datei wird abgebrochen.</translation>
        </message>
        <message>
            <source>The line that does the same in a terminal</source>
            <translation>Die Zeile, die im Terminal dasselbe tut</translation>
        </message>
        <message>
            <source>The live picture in the chosen style</source>
            <translation>Das Live-Bild im gewählten Stil</translation>
        </message>
        <message>
            <source>The network that paints</source>
            <translation>Das Netz, das malt</translation>
        </message>
        <message>
            <source>The picture cannot keep up: ask the source for fewer frames (the button beside it), or close other programs.</source>
            <translation>Das Bild kommt nicht nach: verlangen Sie von der Quelle weniger Bilder (Knopf daneben), oder schließen Sie andere Programme.</translation>
        </message>
        <message>
            <source>The picture cannot keep up: choose less painting detail.</source>
            <translation>Das Bild kommt nicht nach: wählen Sie eine kleinere Malgröße.</translation>
        </message>
        <message>
            <source>The recording ends, and is kept.</source>
            <translation>Die Aufnahme endet und bleibt erhalten.</translation>
        </message>
        <message>
            <source>The size of brush strokes and patterns</source>
            <translation>Die Größe von Pinselstrichen und Mustern</translation>
        </message>
        <message>
            <source>The stream ends for all who watch it.</source>
            <translation>Der Stream endet für alle, die zusehen.</translation>
        </message>
        <message>
            <source>The style's colours</source>
            <translation>Die Farben des Stils</translation>
        </message>
        <message>
            <source>The style's strokes in your own palette</source>
            <translation>Die Striche des Stils in Ihren eigenen Farben</translation>
        </message>
        <message>
            <source>The styles</source>
            <translation>Die Stile</translation>
        </message>
        <message>
            <source>The virtual camera goes dark for those who see it.</source>
            <translation>Die virtuelle Kamera wird für alle Zuschauer dunkel.</translation>
        </message>
        <message>
            <source>The window's language</source>
            <translation>Die Sprache des Fensters</translation>
        </message>
        <message>
            <source>There is no camera picture</source>
            <translation>Es gibt kein Kamerabild</translation>
        </message>
        <message>
            <source>Time for each style</source>
            <translation>Zeit je Stil</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Try the sample scene</source>
            <translation>Beispielszene ansehen</translation>
        </message>
        <message>
            <source>Trying again…</source>
            <translation>Neuer Versuch …</translation>
        </message>
        <message>
            <source>Underpainting</source>
            <translation>Untermalung</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Undo a deletion</source>
            <translation>Löschen rückgängig machen</translation>
        </message>
        <message>
            <source>Video file…</source>
            <translation>Videodatei …</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>Videos</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>Virtuelle Kamera</translation>
        </message>
        <message>
            <source>Waiting for the first picture…</source>
            <translation>Warte auf das erste Bild …</translation>
        </message>
        <message>
            <source>Weaker</source>
            <translation>Schwächer</translation>
        </message>
        <message>
            <source>What the network runs on</source>
            <translation>Worauf das Netz läuft</translation>
        </message>
        <message>
            <source>What the network runs on: {device} now</source>
            <translation>Worauf das Netz läuft: jetzt {device}</translation>
        </message>
        <message>
            <source>Where recordings and snapshots go</source>
            <translation>Wohin Aufnahmen und Schnappschüsse kommen</translation>
        </message>
        <message>
            <source>Where the picture comes from</source>
            <translation>Woher das Bild kommt</translation>
        </message>
        <message>
            <source>Your own colours; only light and dark come from the style</source>
            <translation>Ihre eigenen Farben; nur Hell und Dunkel kommen vom Stil</translation>
        </message>
        <message>
            <source>at {size}</source>
            <translation>bei {size}</translation>
        </message>
        <message>
            <source>clean picture</source>
            <translation>reines Bild</translation>
        </message>
        <message>
            <source>frame rate</source>
            <translation>Bildrate</translation>
        </message>
        <message>
            <source>lower left</source>
            <translation>unten links</translation>
        </message>
        <message>
            <source>lower right</source>
            <translation>unten rechts</translation>
        </message>
        <message>
            <source>network</source>
            <translation>Netz</translation>
        </message>
        <message>
            <source>no styles yet</source>
            <translation>noch keine Stile</translation>
        </message>
        <message>
            <source>preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>recording</source>
            <translation>Aufnahme</translation>
        </message>
        <message>
            <source>source</source>
            <translation>Quelle</translation>
        </message>
        <message>
            <source>stream</source>
            <translation>Stream</translation>
        </message>
        <message>
            <source>the camera</source>
            <translation>die Kamera</translation>
        </message>
        <message>
            <source>the screen</source>
            <translation>der Bildschirm</translation>
        </message>
        <message>
            <source>the synthetic scene</source>
            <translation>die gemalte Testszene</translation>
        </message>
        <message>
            <source>too slow</source>
            <translation>zu langsam</translation>
        </message>
        <message>
            <source>upper left</source>
            <translation>oben links</translation>
        </message>
        <message>
            <source>upper right</source>
            <translation>oben rechts</translation>
        </message>
        <message>
            <source>virtual camera</source>
            <translation>virtuelle Kamera</translation>
        </message>
        <message>
            <source>{count} now</source>
            <translation>jetzt {count}</translation>
        </message>
        <message>
            <source>{count} per second</source>
            <translation>{count} pro Sekunde</translation>
        </message>
        <message>
            <source>{count} pixels</source>
            <translation>{count} Pixel</translation>
        </message>
        <message>
            <source>{count} seconds</source>
            <translation>{count} Sekunden</translation>
        </message>
        <message>
            <source>{done} frames</source>
            <translation>{done} Bilder</translation>
        </message>
        <message>
            <source>{done} of {total} frames</source>
            <translation>{done} von {total} Bildern</translation>
        </message>
        <message>
            <source>{file}  in  {folder}</source>
            <translation>{file}  in  {folder}</translation>
        </message>
        <message>
            <source>{first} and {second}</source>
            <translation>{first} und {second}</translation>
        </message>
        <message>
            <source>{name} (not on this machine)</source>
            <translation>{name} (nicht auf diesem Gerät)</translation>
        </message>
        <message>
            <source>{name} is as good as it gets</source>
            <translation>{name} wird nicht mehr besser</translation>
        </message>
        <message>
            <source>{name} is refined</source>
            <translation>{name} ist verfeinert</translation>
        </message>
        <message>
            <source>{name} is refined already</source>
            <translation>{name} ist schon verfeinert</translation>
        </message>
        <message>
            <source>{reason}.</source>
            <translation>{reason}.</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <source>{shown} of {total}</source>
            <translation>{shown} von {total}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>noch {time}</translation>
        </message>
    </context>
    <context>
        <name>messages</name>
        <message>
            <source>Connection refused</source>
            <translation>Verbindung abgelehnt</translation>
        </message>
        <message>
            <source>Connection timed out</source>
            <translation>Zeitüberschreitung der Verbindung</translation>
        </message>
        <message>
            <source>Device or resource busy</source>
            <translation>das Gerät ist belegt</translation>
        </message>
        <message>
            <source>Input/output error</source>
            <translation>Ein-/Ausgabefehler</translation>
        </message>
        <message>
            <source>Network is unreachable</source>
            <translation>das Netzwerk ist nicht erreichbar</translation>
        </message>
        <message>
            <source>No route to host</source>
            <translation>kein Weg zum Ziel</translation>
        </message>
        <message>
            <source>No space left on device</source>
            <translation>kein Platz mehr auf dem Datenträger</translation>
        </message>
        <message>
            <source>No such file or directory</source>
            <translation>Datei oder Ordner nicht gefunden</translation>
        </message>
        <message>
            <source>OpenVINO cannot {0} the network: {1}; {2}</source>
            <translation>OpenVINO kommt mit dem Netz nicht zurecht ({0}): {1}; {2}</translation>
        </message>
        <message>
            <source>OpenVINO finds no {0} here, only {1}; see rtstyle devices</source>
            <translation>OpenVINO findet hier kein {0}, nur {1}; siehe rtstyle devices</translation>
        </message>
        <message>
            <source>OpenVINO is not installed (extra: openvino); use --device cpu</source>
            <translation>OpenVINO ist nicht installiert (Extra: openvino); verwenden Sie --device cpu</translation>
        </message>
        <message>
            <source>Operation not permitted</source>
            <translation>Vorgang nicht erlaubt</translation>
        </message>
        <message>
            <source>Permission denied</source>
            <translation>keine Berechtigung</translation>
        </message>
        <message>
            <source>Read-only file system</source>
            <translation>das Dateisystem ist schreibgeschützt</translation>
        </message>
        <message>
            <source>a camera cannot deliver {0}x{1} at {2} fps; ask for 1280x720 at 30</source>
            <translation>eine Kamera liefert nicht {0}×{1} mit {2} Bildern/s; verlangen Sie 1280×720 mit 30</translation>
        </message>
        <message>
            <source>a look needs a name</source>
            <translation>ein Look braucht einen Namen</translation>
        </message>
        <message>
            <source>a style library needs a folder</source>
            <translation>eine Stilsammlung braucht einen Ordner</translation>
        </message>
        <message>
            <source>cannot add {0} to {1}: {2}</source>
            <translation>{0} lässt sich {1} nicht hinzufügen: {2}</translation>
        </message>
        <message>
            <source>cannot add {0}: no picture in this folder can be read</source>
            <translation>{0} lässt sich nicht hinzufügen: in diesem Ordner ist kein lesbares Bild</translation>
        </message>
        <message>
            <source>cannot compute on {0}: {1}; try --device cpu</source>
            <translation>auf {0} lässt sich nicht rechnen: {1}; versuchen Sie --device cpu</translation>
        </message>
        <message>
            <source>cannot fetch {0}: HTTP {1} {2}; check the address</source>
            <translation>{0} lässt sich nicht herunterladen: HTTP {1} {2}; prüfen Sie die Adresse</translation>
        </message>
        <message>
            <source>cannot fetch {0}: it redirects to an address without encryption</source>
            <translation>{0} lässt sich nicht herunterladen: Weiterleitung auf eine unverschlüsselte Adresse</translation>
        </message>
        <message>
            <source>cannot fetch {0}: larger than the {1} bytes that were expected</source>
            <translation>{0} lässt sich nicht herunterladen: größer als die erwarteten {1} Bytes</translation>
        </message>
        <message>
            <source>cannot fetch {0}: not an http or https address</source>
            <translation>{0} lässt sich nicht herunterladen: keine http- oder https-Adresse</translation>
        </message>
        <message>
            <source>cannot fetch {0}: {1}; {2}</source>
            <translation>{0} lässt sich nicht herunterladen: {1}; {2}</translation>
        </message>
        <message>
            <source>cannot keep the refined style in {0}: {1}</source>
            <translation>der verfeinerte Stil lässt sich nicht in {0} ablegen: {1}</translation>
        </message>
        <message>
            <source>cannot make the folder {0}: {1}</source>
            <translation>der Ordner {0} lässt sich nicht anlegen: {1}</translation>
        </message>
        <message>
            <source>cannot open the microphone {0}: {1}; close other programs that use it, or choose another one</source>
            <translation>das Mikrofon {0} lässt sich nicht öffnen: {1}; schließen Sie Programme, die es benutzen, oder wählen Sie ein anderes</translation>
        </message>
        <message>
            <source>cannot open the virtual camera{0}: {1}{2}</source>
            <translation>die virtuelle Kamera{0} lässt sich nicht öffnen: {1}{2}</translation>
        </message>
        <message>
            <source>cannot play {0}: give a file or an address that begins with {1}</source>
            <translation>{0} lässt sich nicht abspielen: geben Sie eine Datei an oder eine Adresse, die mit {1} beginnt</translation>
        </message>
        <message>
            <source>cannot play {0}: it has no frames</source>
            <translation>{0} lässt sich nicht abspielen: es enthält keine Bilder</translation>
        </message>
        <message>
            <source>cannot play {0}: it has no video</source>
            <translation>{0} lässt sich nicht abspielen: es enthält kein Video</translation>
        </message>
        <message>
            <source>cannot play {0}: its host or port makes no sense</source>
            <translation>{0} lässt sich nicht abspielen: Rechnername oder Port sind unsinnig</translation>
        </message>
        <message>
            <source>cannot play {0}: {1}</source>
            <translation>{0} lässt sich nicht abspielen: {1}</translation>
        </message>
        <message>
            <source>cannot read weights from {0}: {1}</source>
            <translation>die Gewichte in {0} lassen sich nicht lesen: {1}</translation>
        </message>
        <message>
            <source>cannot read {0} further: its times make no sense: {1}</source>
            <translation>{0} lässt sich nicht weiter lesen: die Zeitangaben sind unsinnig: {1}</translation>
        </message>
        <message>
            <source>cannot read {0} further: nothing but damage from here on</source>
            <translation>{0} lässt sich nicht weiter lesen: ab hier ist alles beschädigt</translation>
        </message>
        <message>
            <source>cannot read {0} further: {1}</source>
            <translation>{0} lässt sich nicht weiter lesen: {1}</translation>
        </message>
        <message>
            <source>cannot read {0}: it has no video stream{1}</source>
            <translation>{0} lässt sich nicht lesen: es enthält kein Video{1}</translation>
        </message>
        <message>
            <source>cannot read {0}: it is a folder, a file is needed</source>
            <translation>{0} lässt sich nicht lesen: das ist ein Ordner, es braucht eine Datei</translation>
        </message>
        <message>
            <source>cannot read {0}: it is a picture, not a video</source>
            <translation>{0} lässt sich nicht lesen: das ist ein Bild, kein Video</translation>
        </message>
        <message>
            <source>cannot read {0}: it is cut off, and its index, which stands at the end, is lost; copy it again, or rebuild it with https://github.com/anthwlock/untrunc and a whole video of the same camera</source>
            <translation>{0} lässt sich nicht lesen: die Datei ist abgeschnitten, und ihr Verzeichnis am Ende fehlt; kopieren Sie sie erneut, oder stellen Sie sie mit https://github.com/anthwlock/untrunc und einem ganzen Video derselben Kamera wieder her</translation>
        </message>
        <message>
            <source>cannot read {0}: it is cut off, {1} bytes are missing; copy it again, or save the rest with: ffmpeg -i "{2}" -c copy repaired{3}</source>
            <translation>{0} lässt sich nicht lesen: die Datei ist abgeschnitten, {1} Bytes fehlen; kopieren Sie sie erneut, oder retten Sie den Rest mit: ffmpeg -i "{2}" -c copy repaired{3}</translation>
        </message>
        <message>
            <source>cannot read {0}: it is damaged ({1})</source>
            <translation>{0} lässt sich nicht lesen: die Datei ist beschädigt ({1})</translation>
        </message>
        <message>
            <source>cannot read {0}: it is damaged, its index tells of {1} pictures and sounds in {2} bytes</source>
            <translation>{0} lässt sich nicht lesen: die Datei ist beschädigt, ihr Verzeichnis nennt {1} Bilder und Töne in {2} Bytes</translation>
        </message>
        <message>
            <source>cannot read {0}: it is no look, or damaged</source>
            <translation>{0} lässt sich nicht lesen: das ist kein Look, oder er ist beschädigt</translation>
        </message>
        <message>
            <source>cannot read {0}: it is not a regular file</source>
            <translation>{0} lässt sich nicht lesen: das ist keine gewöhnliche Datei</translation>
        </message>
        <message>
            <source>cannot read {0}: its index alone has {1} bytes</source>
            <translation>{0} lässt sich nicht lesen: allein ihr Verzeichnis hat {1} Bytes</translation>
        </message>
        <message>
            <source>cannot read {0}: its pixel format {1} cannot be converted</source>
            <translation>{0} lässt sich nicht lesen: ihr Pixelformat {1} lässt sich nicht umwandeln</translation>
        </message>
        <message>
            <source>cannot read {0}: no decoder for its video stream on this machine</source>
            <translation>{0} lässt sich nicht lesen: auf diesem Gerät gibt es keinen Decoder dafür</translation>
        </message>
        <message>
            <source>cannot read {0}: no such file</source>
            <translation>{0} lässt sich nicht lesen: die Datei gibt es nicht</translation>
        </message>
        <message>
            <source>cannot read {0}: none of its frames can be decoded</source>
            <translation>{0} lässt sich nicht lesen: keines ihrer Bilder lässt sich dekodieren</translation>
        </message>
        <message>
            <source>cannot read {0}: not a video in a known format, or damaged beyond reading</source>
            <translation>{0} lässt sich nicht lesen: kein Video in einem bekannten Format, oder zu stark beschädigt</translation>
        </message>
        <message>
            <source>cannot read {0}: the file is empty (0 bytes)</source>
            <translation>{0} lässt sich nicht lesen: die Datei ist leer (0 Bytes)</translation>
        </message>
        <message>
            <source>cannot read {0}: the file is larger than 2 GB</source>
            <translation>{0} lässt sich nicht lesen: die Datei ist größer als 2 GB</translation>
        </message>
        <message>
            <source>cannot read {0}: there is no picture in it</source>
            <translation>{0} lässt sich nicht lesen: es ist kein Bild darin</translation>
        </message>
        <message>
            <source>cannot read {0}: there is not enough memory for it</source>
            <translation>{0} lässt sich nicht lesen: der Speicher reicht nicht</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}</source>
            <translation>{0} lässt sich nicht lesen: {1}</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}; run: {2} --force</source>
            <translation>{0} lässt sich nicht lesen: {1}; führen Sie aus: {2} --force</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}x{2} is too large a picture for a video</source>
            <translation>{0} lässt sich nicht lesen: {1}×{2} ist für ein Video zu groß</translation>
        </message>
        <message>
            <source>cannot record</source>
            <translation>Aufnahme nicht möglich</translation>
        </message>
        <message>
            <source>cannot record to {0}: choose .mkv, which survives a crash</source>
            <translation>Aufnahme nach {0} nicht möglich: wählen Sie .mkv, das übersteht einen Absturz</translation>
        </message>
        <message>
            <source>cannot remove {0}: it ships with rtstyle; only styles you added can be removed</source>
            <translation>{0} lässt sich nicht entfernen: der Stil gehört zu rtstyle; nur eigene lassen sich entfernen</translation>
        </message>
        <message>
            <source>cannot remove {0}: {1}</source>
            <translation>{0} lässt sich nicht entfernen: {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: give an address that begins with {1}</source>
            <translation>Streamen nach {0} geht nicht: geben Sie eine Adresse an, die mit {1} beginnt</translation>
        </message>
        <message>
            <source>cannot stream to {0}: its host or port makes no sense</source>
            <translation>Streamen nach {0} geht nicht: Rechnername oder Port sind unsinnig</translation>
        </message>
        <message>
            <source>cannot stream to {0}: no process can be started: {1}</source>
            <translation>Streamen nach {0} geht nicht: es lässt sich kein Prozess starten: {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: no {1} in this FFmpeg; use rtmp, udp, tcp or an .m3u8 file</source>
            <translation>Streamen nach {0} geht nicht: dieses FFmpeg kann kein {1}; nehmen Sie rtmp, udp, tcp oder eine .m3u8-Datei</translation>
        </message>
        <message>
            <source>cannot stream to {0}: write {1}://HOST:PORT</source>
            <translation>Streamen nach {0} geht nicht: schreiben Sie {1}://HOST:PORT</translation>
        </message>
        <message>
            <source>cannot stream to {0}: {1}</source>
            <translation>Streamen nach {0} geht nicht: {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: {1}; check the address and that it is listening</source>
            <translation>Streamen nach {0} geht nicht: {1}; prüfen Sie die Adresse, und ob dort jemand empfängt</translation>
        </message>
        <message>
            <source>cannot stream: PyAV has no H.264 encoder here; install it with: pip install --force-reinstall av</source>
            <translation>Streamen nicht möglich: PyAV hat hier keinen H.264-Encoder; installieren Sie ihn mit: pip install --force-reinstall av</translation>
        </message>
        <message>
            <source>cannot take the screen: {0}; run it in a desktop session (on Linux an X11 one, with DISPLAY set), and on macOS allow screen recording in the settings</source>
            <translation>der Bildschirm lässt sich nicht aufnehmen: {0}; starten Sie es in einer Desktop-Sitzung (unter Linux X11, mit gesetztem DISPLAY), und erlauben Sie unter macOS die Bildschirmaufnahme</translation>
        </message>
        <message>
            <source>cannot use the network that finds people: {0}</source>
            <translation>das Netz, das Personen findet, ist nicht nutzbar: {0}</translation>
        </message>
        <message>
            <source>cannot use {0}: its SHA-256 is {1}, expected {2}; the file was changed or damaged on the way</source>
            <translation>{0} ist nicht nutzbar: die SHA-256 ist {1} statt {2}; die Datei wurde unterwegs verändert oder beschädigt</translation>
        </message>
        <message>
            <source>cannot use {0}: {1}</source>
            <translation>{0} ist nicht nutzbar: {1}</translation>
        </message>
        <message>
            <source>cannot write {0}: it exists already</source>
            <translation>{0} lässt sich nicht schreiben: die Datei gibt es schon</translation>
        </message>
        <message>
            <source>cannot write {0}: it is a folder, a file name is needed</source>
            <translation>{0} lässt sich nicht schreiben: das ist ein Ordner, es braucht einen Dateinamen</translation>
        </message>
        <message>
            <source>cannot write {0}: it is not a regular file</source>
            <translation>{0} lässt sich nicht schreiben: das ist keine gewöhnliche Datei</translation>
        </message>
        <message>
            <source>cannot write {0}: its folder has %d in its name; choose another one</source>
            <translation>{0} lässt sich nicht schreiben: der Ordner hat %d im Namen; wählen Sie einen anderen</translation>
        </message>
        <message>
            <source>cannot write {0}: the picture cannot be encoded as {1}</source>
            <translation>{0} lässt sich nicht schreiben: das Bild lässt sich nicht als {1} speichern</translation>
        </message>
        <message>
            <source>cannot write {0}: there is no folder {1}</source>
            <translation>{0} lässt sich nicht schreiben: den Ordner {1} gibt es nicht</translation>
        </message>
        <message>
            <source>cannot write {0}: unknown picture format {1}; use one of {2}</source>
            <translation>{0} lässt sich nicht schreiben: unbekanntes Bildformat {1}; möglich sind {2}</translation>
        </message>
        <message>
            <source>cannot write {0}: unknown video format {1}; use one of {2}</source>
            <translation>{0} lässt sich nicht schreiben: unbekanntes Videoformat {1}; möglich sind {2}</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}</source>
            <translation>{0} lässt sich nicht schreiben: {1}</translation>
        </message>
        <message>
            <source>cannot write {0}: {1} cannot hold a variable frame rate; choose .mkv</source>
            <translation>{0} lässt sich nicht schreiben: {1} kann keine wechselnde Bildrate; wählen Sie .mkv</translation>
        </message>
        <message>
            <source>cannot write {0}: {1} holds {2} pixels a side at most; write a .png</source>
            <translation>{0} lässt sich nicht schreiben: {1} fasst höchstens {2} Pixel je Seite; nehmen Sie .png</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}; check the folder</source>
            <translation>{0} lässt sich nicht schreiben: {1}; prüfen Sie den Ordner</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}; check the folder and the free space</source>
            <translation>{0} lässt sich nicht schreiben: {1}; prüfen Sie den Ordner und den freien Platz</translation>
        </message>
        <message>
            <source>cannot {0}: out of memory; choose a smaller size</source>
            <translation>{0} nicht möglich: der Speicher reicht nicht; wählen Sie eine kleinere Größe</translation>
        </message>
        <message>
            <source>cannot {0}: {1}</source>
            <translation>{0} nicht möglich: {1}</translation>
        </message>
        <message>
            <source>check the address and the network</source>
            <translation>prüfen Sie die Adresse und das Netzwerk</translation>
        </message>
        <message>
            <source>close other programs that feed it, or make it anew: sudo modprobe -r v4l2loopback; {0}</source>
            <translation>schließen Sie andere Programme, die sie speisen, oder legen Sie sie neu an: sudo modprobe -r v4l2loopback; {0}</translation>
        </message>
        <message>
            <source>did you mean {0}?</source>
            <translation>meinten Sie {0}?</translation>
        </message>
        <message>
            <source>encode the style</source>
            <translation>Verarbeiten des Stils</translation>
        </message>
        <message>
            <source>finding people needs OpenVINO; run: pip install 'rtstyle[openvino]'</source>
            <translation>um Personen zu finden, braucht es OpenVINO: pip install 'rtstyle[openvino]'</translation>
        </message>
        <message>
            <source>install OBS Studio 26 or newer, which brings the virtual camera</source>
            <translation>installieren Sie OBS Studio 26 oder neuer, das die virtuelle Kamera mitbringt</translation>
        </message>
        <message>
            <source>install OBS Studio 30 or newer, start it, click Start Virtual Camera once, and quit it</source>
            <translation>installieren Sie OBS Studio 30 oder neuer, starten Sie es, klicken Sie einmal auf „Virtuelle Kamera starten“, und beenden Sie es</translation>
        </message>
        <message>
            <source>it is out of memory</source>
            <translation>der Speicher reicht nicht</translation>
        </message>
        <message>
            <source>no GPU of a Mac is available to torch; use --device cpu</source>
            <translation>torch findet keine Mac-GPU; verwenden Sie --device cpu</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>keine Antwort in der Frist</translation>
        </message>
        <message>
            <source>no camera is plugged in</source>
            <translation>keine Kamera ist angeschlossen</translation>
        </message>
        <message>
            <source>no device {0}:{1}: this machine has {2}; see rtstyle devices</source>
            <translation>kein Gerät {0}:{1}: vorhanden: {2}; siehe rtstyle devices</translation>
        </message>
        <message>
            <source>no file can be made in {0}; choose another folder</source>
            <translation>in {0} lässt sich keine Datei anlegen; wählen Sie einen anderen Ordner</translation>
        </message>
        <message>
            <source>no look {0}: {1}</source>
            <translation>kein Look {0}: {1}</translation>
        </message>
        <message>
            <source>no permission: choose another place or change its permissions</source>
            <translation>keine Berechtigung: wählen Sie einen anderen Ort, oder ändern Sie die Rechte</translation>
        </message>
        <message>
            <source>no photographs to refine on in {0}: install rtstyle again</source>
            <translation>in {0} fehlen die Fotos zum Verfeinern: installieren Sie rtstyle neu</translation>
        </message>
        <message>
            <source>no source given; choose {0}</source>
            <translation>keine Quelle angegeben; möglich: {0}</translation>
        </message>
        <message>
            <source>no style in {0}: give a name or a picture, NAME[:WEIGHT]</source>
            <translation>kein Stil in {0}: geben Sie einen Namen oder ein Bild an, NAME[:GEWICHT]</translation>
        </message>
        <message>
            <source>no {0} device is available; use --device cpu, or install a driver and a {1} build of torch</source>
            <translation>kein {0}-Gerät verfügbar; verwenden Sie --device cpu, oder installieren Sie einen Treiber und torch für {1}</translation>
        </message>
        <message>
            <source>paint</source>
            <translation>Malen</translation>
        </message>
        <message>
            <source>painting the file</source>
            <translation>Malen der Datei</translation>
        </message>
        <message>
            <source>pictures from the network are not fetched: save it first, then drop the file</source>
            <translation>Bilder aus dem Netz werden nicht geladen: speichern Sie es erst, und legen Sie dann die Datei ab</translation>
        </message>
        <message>
            <source>prepare the network</source>
            <translation>Vorbereiten des Netzes</translation>
        </message>
        <message>
            <source>record</source>
            <translation>Aufnehmen</translation>
        </message>
        <message>
            <source>refining the style</source>
            <translation>Verfeinern des Stils</translation>
        </message>
        <message>
            <source>several cameras are called {0}; {1}</source>
            <translation>mehrere Kameras heißen {0}; {1}</translation>
        </message>
        <message>
            <source>something is missing behind {0}: choose {1}</source>
            <translation>hinter {0} fehlt etwas: möglich: {1}</translation>
        </message>
        <message>
            <source>something went wrong that should not have: {0}</source>
            <translation>ein unerwarteter Fehler: {0}</translation>
        </message>
        <message>
            <source>the disk is full: free some space and run it again</source>
            <translation>der Datenträger ist voll: schaffen Sie Platz, und versuchen Sie es erneut</translation>
        </message>
        <message>
            <source>the disk quota is used up: free some space and run it again</source>
            <translation>das Speicherkontingent ist aufgebraucht: schaffen Sie Platz, und versuchen Sie es erneut</translation>
        </message>
        <message>
            <source>the encoder {0} does not work on this machine; choose the codec h264</source>
            <translation>der Encoder {0} läuft auf diesem Gerät nicht; wählen Sie den Codec h264</translation>
        </message>
        <message>
            <source>the file grew larger than this file system or a limit allows</source>
            <translation>die Datei wurde größer, als das Dateisystem oder ein Limit erlaubt</translation>
        </message>
        <message>
            <source>the file system is read-only: choose another folder</source>
            <translation>das Dateisystem ist schreibgeschützt: wählen Sie einen anderen Ordner</translation>
        </message>
        <message>
            <source>the microphone needs PortAudio; install it with: sudo apt install libportaudio2</source>
            <translation>das Mikrofon braucht PortAudio; installieren Sie es mit: sudo apt install libportaudio2</translation>
        </message>
        <message>
            <source>the microphone needs sounddevice; install it with: pip install "rtstyle[audio]"</source>
            <translation>das Mikrofon braucht sounddevice; installieren Sie es mit: pip install "rtstyle[audio]"</translation>
        </message>
        <message>
            <source>the name is too long</source>
            <translation>der Name ist zu lang</translation>
        </message>
        <message>
            <source>the network that finds people is not on this machine (0.4 MB, MediaPipe); run: {0}</source>
            <translation>das Netz, das Personen findet, fehlt auf diesem Gerät (0,4 MB, MediaPipe); führen Sie aus: {0}</translation>
        </message>
        <message>
            <source>the null sink keeps nothing, whatever is said to it: write null</source>
            <translation>die Ausgabe null behält nichts: schreiben Sie nur null</translation>
        </message>
        <message>
            <source>the picture changes from {0}x{1} to {2}x{3} at frame {4}; scale the video to one size first</source>
            <translation>das Bild wechselt bei Bild {4} von {0}×{1} auf {2}×{3}; bringen Sie das Video erst auf eine Größe</translation>
        </message>
        <message>
            <source>the recording was ended and is kept</source>
            <translation>die Aufnahme wurde beendet und bleibt erhalten</translation>
        </message>
        <message>
            <source>the screen cannot be taken any more: {0}</source>
            <translation>der Bildschirm lässt sich nicht mehr aufnehmen: {0}</translation>
        </message>
        <message>
            <source>the screen cannot be taken {0} times per second; choose 1 to {1}</source>
            <translation>der Bildschirm lässt sich nicht {0}-mal je Sekunde aufnehmen; wählen Sie 1 bis {1}</translation>
        </message>
        <message>
            <source>the screen needs mss; install it with: pip install "rtstyle[screen]"</source>
            <translation>der Bildschirm braucht mss; installieren Sie es mit: pip install "rtstyle[screen]"</translation>
        </message>
        <message>
            <source>the screen region {0} is empty: give left,top,width,height in pixels</source>
            <translation>der Bildschirmbereich {0} ist leer: geben Sie links,oben,Breite,Höhe in Pixeln an</translation>
        </message>
        <message>
            <source>the screen region {0} lies outside the desktop, which is {1}x{2} pixels from {3},{4}</source>
            <translation>der Bildschirmbereich {0} liegt außerhalb des Desktops ({1}×{2} Pixel ab {3},{4})</translation>
        </message>
        <message>
            <source>the screen region {0} makes no sense: write screen:LEFT,TOP,WIDTH,HEIGHT in pixels</source>
            <translation>der Bildschirmbereich {0} ist unsinnig: schreiben Sie screen:LINKS,OBEN,BREITE,HÖHE in Pixeln</translation>
        </message>
        <message>
            <source>the sound system does not answer: {0}</source>
            <translation>das Tonsystem antwortet nicht: {0}</translation>
        </message>
        <message>
            <source>the virtual camera needs pyvirtualcam; install it with: pip install "rtstyle[virtualcam]"</source>
            <translation>die virtuelle Kamera braucht pyvirtualcam; installieren Sie es mit: pip install "rtstyle[virtualcam]"</translation>
        </message>
        <message>
            <source>the weight in {0} must be a number above 0</source>
            <translation>das Gewicht in {0} muss eine Zahl über 0 sein</translation>
        </message>
        <message>
            <source>the weights of {0} are not at {1}; {2}</source>
            <translation>die Gewichte von {0} fehlen in {1}; {2}</translation>
        </message>
        <message>
            <source>the weights of {0} ship with rtstyle and cannot be fetched; install it again</source>
            <translation>die Gewichte von {0} gehören zu rtstyle und lassen sich nicht laden; installieren Sie es neu</translation>
        </message>
        <message>
            <source>there is a look {0} already: choose another name</source>
            <translation>den Look {0} gibt es schon: wählen Sie einen anderen Namen</translation>
        </message>
        <message>
            <source>there is no camera {0}; {1}</source>
            <translation>es gibt keine Kamera {0}; {1}</translation>
        </message>
        <message>
            <source>there is no microphone: plug one in, or leave out --microphone</source>
            <translation>es gibt kein Mikrofon: schließen Sie eines an, oder lassen Sie --microphone weg</translation>
        </message>
        <message>
            <source>there is no picture to add: copy or drop a picture, a file or a folder</source>
            <translation>es gibt kein Bild zum Hinzufügen: kopieren Sie ein Bild, eine Datei oder einen Ordner, oder legen Sie sie ab</translation>
        </message>
        <message>
            <source>there is no picture to send anywhere: choose a source first</source>
            <translation>es gibt kein Bild, das sich senden ließe: wählen Sie erst eine Quelle</translation>
        </message>
        <message>
            <source>there is no sink {0}: nothing runs</source>
            <translation>es gibt keine Ausgabe {0}: nichts läuft</translation>
        </message>
        <message>
            <source>there is no sink {0}; choose {1}</source>
            <translation>es gibt keine Ausgabe {0}; möglich: {1}</translation>
        </message>
        <message>
            <source>there is no source {0}, and no such file; choose {1}</source>
            <translation>es gibt weder eine Quelle {0} noch eine solche Datei; möglich: {1}</translation>
        </message>
        <message>
            <source>there is no synthetic scene {0}: write synthetic or synthetic:counter</source>
            <translation>es gibt keine Testszene {0}: schreiben Sie synthetic oder synthetic:counter</translation>
        </message>
        <message>
            <source>there is no virtual camera backend {0} here; there are: {1}</source>
            <translation>es gibt hier keine virtuelle Kamera {0}; vorhanden: {1}</translation>
        </message>
        <message>
            <source>there is none; install it with: {0}; and make one with: {1}</source>
            <translation>es gibt keine; installieren Sie sie mit: {0}; und legen Sie eine an mit: {1}</translation>
        </message>
        <message>
            <source>this torch is not built for ROCm; use --device cpu, or install one that is</source>
            <translation>dieses torch ist nicht für ROCm gebaut; verwenden Sie --device cpu, oder installieren Sie eines dafür</translation>
        </message>
        <message>
            <source>too many files are open</source>
            <translation>zu viele Dateien sind offen</translation>
        </message>
        <message>
            <source>unknown device {0}: choose {1}</source>
            <translation>unbekanntes Gerät {0}: möglich: {1}</translation>
        </message>
        <message>
            <source>unknown model {0}: {1}</source>
            <translation>unbekanntes Netz {0}: {1}</translation>
        </message>
        <message>
            <source>weights in {0} are of no network that is known: {1}</source>
            <translation>die Gewichte in {0} gehören zu keinem bekannten Netz: {1}</translation>
        </message>
        <message>
            <source>weights in {0} do not match the checksum recorded beside them: they are damaged; run: rtstyle models fetch {1} --force</source>
            <translation>die Gewichte in {0} passen nicht zur Prüfsumme daneben, sie sind beschädigt; führen Sie aus: rtstyle models fetch {1} --force</translation>
        </message>
        <message>
            <source>what it sends is no video that can be decoded</source>
            <translation>was ankommt, ist kein Video, das sich dekodieren lässt</translation>
        </message>
        <message>
            <source>what was pasted is no picture that can be read</source>
            <translation>das Eingefügte ist kein lesbares Bild</translation>
        </message>
        <message>
            <source>{0} broke off: {1}; it is tried again</source>
            <translation>{0} ist abgebrochen: {1}; es wird erneut versucht</translation>
        </message>
        <message>
            <source>{0} bytes are kept, run it again to resume</source>
            <translation>{0} Bytes sind gesichert; ein neuer Versuch setzt fort</translation>
        </message>
        <message>
            <source>{0} does not answer</source>
            <translation>{0} antwortet nicht</translation>
        </message>
        <message>
            <source>{0} does not answer ({1} s)</source>
            <translation>{0} antwortet nicht ({1} s)</translation>
        </message>
        <message>
            <source>{0} failed</source>
            <translation>{0} ist fehlgeschlagen</translation>
        </message>
        <message>
            <source>{0} failed ({1}); {2} paints now</source>
            <translation>{0} ist ausgefallen ({1}); jetzt malt {2}</translation>
        </message>
        <message>
            <source>{0} failed: Python could not be started</source>
            <translation>{0} ist fehlgeschlagen: Python ließ sich nicht starten</translation>
        </message>
        <message>
            <source>{0} has ended</source>
            <translation>{0}: zu Ende</translation>
        </message>
        <message>
            <source>{0} has sent no picture for {1} s{2}; it is tried again</source>
            <translation>{0} hat seit {1} s kein Bild gesendet{2}; es wird erneut versucht</translation>
        </message>
        <message>
            <source>{0} has shown the very same picture for {1} s: check its cable; it is tried again</source>
            <translation>{0} zeigt seit {1} s genau dasselbe Bild: prüfen Sie das Kabel; es wird erneut versucht</translation>
        </message>
        <message>
            <source>{0} is damaged, or another file; run: {1} --force</source>
            <translation>{0} ist beschädigt oder eine andere Datei; führen Sie aus: {1} --force</translation>
        </message>
        <message>
            <source>{0} is more than so small a file can hold; it is cut off or damaged</source>
            <translation>{0} ist mehr, als eine so kleine Datei fasst; sie ist abgeschnitten oder beschädigt</translation>
        </message>
        <message>
            <source>{0} is more than the {1} megapixels that a picture of its kind may have; scale it down first</source>
            <translation>{0} ist mehr als die {1} Megapixel, die ein solches Bild haben darf; verkleinern Sie es erst</translation>
        </message>
        <message>
            <source>{0} is more than {1} megapixels; scale it down first</source>
            <translation>{0} ist mehr als {1} Megapixel; verkleinern Sie es erst</translation>
        </message>
        <message>
            <source>{0} is not used: {1}</source>
            <translation>{0} wird nicht benutzt: {1}</translation>
        </message>
        <message>
            <source>{0} is {1}: it would be lost; choose another name for the result</source>
            <translation>{0} ist {1} und ginge verloren; wählen Sie einen anderen Namen für das Ergebnis</translation>
        </message>
        <message>
            <source>{0} stopped sending; it is tried again</source>
            <translation>{0} sendet nicht mehr; es wird erneut versucht</translation>
        </message>
        <message>
            <source>{0}: {1}: no file can be made in {2}; choose another folder</source>
            <translation>{0}: {1}: in {2} lässt sich keine Datei anlegen; wählen Sie einen anderen Ordner</translation>
        </message>
        <message>
            <source>{0}: {1}: only {2} MB are left on the disk, {3} MB are the least; free some space</source>
            <translation>{0}: {1}: nur noch {2} MB frei, mindestens {3} MB müssen es sein; schaffen Sie Platz</translation>
        </message>
        <message>
            <source>{0}; choose one of: {1}</source>
            <translation>{0}; möglich: {1}</translation>
        </message>
        <message>
            <source>{0}; it goes on without one</source>
            <translation>{0}; es geht ohne weiter</translation>
        </message>
    </context>
</TS>
