<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
        <name>window</name>
        <message>
            <source>95 % under</source>
            <translation>95 % sous</translation>
        </message>
        <message>
            <source>99 % under</source>
            <translation>99 % sous</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Ajouter</translation>
        </message>
        <message>
            <source>Add pictures as styles</source>
            <translation>Ajouter des images comme styles</translation>
        </message>
        <message>
            <source>Add pictures as styles; or drop them anywhere</source>
            <translation>Ajouter des images comme styles, ou les déposer n’importe où</translation>
        </message>
        <message>
            <source>Add the style to the mix</source>
            <translation>Ajouter le style au mélange</translation>
        </message>
        <message>
            <source>Add to favourites</source>
            <translation>Ajouter aux favoris</translation>
        </message>
        <message>
            <source>Add to the mix</source>
            <translation>Ajouter au mélange</translation>
        </message>
        <message>
            <source>Added {count} looks</source>
            <translation>{count} rendus ajoutés</translation>
        </message>
        <message>
            <source>Added {count} styles</source>
            <translation>{count} styles ajoutés</translation>
        </message>
        <message>
            <source>Added {name}</source>
            <translation>{name} : ajouté</translation>
        </message>
        <message>
            <source>Address to stream to</source>
            <translation>Adresse de diffusion</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Après</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tout</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>Tous les fichiers</translation>
        </message>
        <message>
            <source>All of the picture is painted</source>
            <translation>Toute l’image est peinte</translation>
        </message>
        <message>
            <source>Allow desktop apps to use it in Settings, Privacy, Camera, and close programs that use it.</source>
            <translation>Autorisez les applications de bureau dans Paramètres, Confidentialité, Caméra, et fermez les programmes qui l’utilisent.</translation>
        </message>
        <message>
            <source>Allow it in System Settings, Privacy &amp; Security, Camera; then start rtstyle again.</source>
            <translation>Autorisez-la dans Réglages Système, Confidentialité et sécurité, Caméra, puis relancez rtstyle.</translation>
        </message>
        <message>
            <source>As large as the picture</source>
            <translation>À la taille de l’image</translation>
        </message>
        <message>
            <source>As the system's</source>
            <translation>Celle du système</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatique</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>Fond</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Avant</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>Avant et après</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>Mixte</translation>
        </message>
        <message>
            <source>Brushwork</source>
            <translation>Touche</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU</translation>
        </message>
        <message>
            <source>Calms flicker: over how long the picture is averaged, along the motion of what is in it</source>
            <translation>Atténue le scintillement : durée sur laquelle l’image est moyennée, en suivant le mouvement</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Caméra</translation>
        </message>
        <message>
            <source>Camera {number}</source>
            <translation>Caméra {number}</translation>
        </message>
        <message>
            <source>Can be played while it is still being recorded</source>
            <translation>Lisible pendant l’enregistrement</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Choose a style first</source>
            <translation>Choisissez d’abord un style</translation>
        </message>
        <message>
            <source>Choose another folder</source>
            <translation>Choisir un autre dossier</translation>
        </message>
        <message>
            <source>Choose another source, or play this one again.</source>
            <translation>Choisissez une autre source ou relancez celle-ci.</translation>
        </message>
        <message>
            <source>Choose another source, or try again.</source>
            <translation>Choisissez une autre source ou réessayez.</translation>
        </message>
        <message>
            <source>Clean picture</source>
            <translation>Image seule</translation>
        </message>
        <message>
            <source>Clean picture in full screen</source>
            <translation>Image seule en plein écran</translation>
        </message>
        <message>
            <source>Close programs that use it, and see that you may: sudo usermod -aG video $USER, then log in again.</source>
            <translation>Fermez les programmes qui l’utilisent et vérifiez vos droits : sudo usermod -aG video $USER, puis reconnectez-vous.</translation>
        </message>
        <message>
            <source>Close what lies over it</source>
            <translation>Fermer ce qui est par-dessus</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Couleurs</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Connexion…</translation>
        </message>
        <message>
            <source>Controls</source>
            <translation>Réglages</translation>
        </message>
        <message>
            <source>Copied: paste it into a terminal</source>
            <translation>Copié : à coller dans un terminal</translation>
        </message>
        <message>
            <source>Copy as command</source>
            <translation>Copier la commande</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Supprimer</translation>
        </message>
        <message>
            <source>Delete the chosen style</source>
            <translation>Supprimer le style choisi</translation>
        </message>
        <message>
            <source>Deleted {name}</source>
            <translation>{name} : supprimé</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Supprimer…</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>Détails</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Processeur</translation>
        </message>
        <message>
            <source>Drag styles
to the corners</source>
            <translation>Glissez des styles
dans les coins</translation>
        </message>
        <message>
            <source>Drag styles onto the corners, then the handle between them; arrow keys move it, a right click or the backspace key empties a corner</source>
            <translation>Glissez des styles dans les coins, puis la poignée entre eux ; les flèches la déplacent, un clic droit ou Retour arrière vide un coin</translation>
        </message>
        <message>
            <source>Drop it here</source>
            <translation>Déposez ici</translation>
        </message>
        <message>
            <source>Drop pictures here to add styles</source>
            <translation>Déposez des images ici pour ajouter des styles</translation>
        </message>
        <message>
            <source>Drop pictures, a video or looks anywhere</source>
            <translation>Déposez images, vidéo ou rendus n’importe où</translation>
        </message>
        <message>
            <source>Dropped</source>
            <translation>Perdues</translation>
        </message>
        <message>
            <source>Dropped: {cause}</source>
            <translation>Perdues : {cause}</translation>
        </message>
        <message>
            <source>Empty the mixing pad</source>
            <translation>Vider le mélange</translation>
        </message>
        <message>
            <source>Esc leaves the full screen</source>
            <translation>Échap quitte le plein écran</translation>
        </message>
        <message>
            <source>Every frame in the look of now, at full quality, with its sound.</source>
            <translation>Chaque image avec le rendu actuel, en pleine qualité, avec le son.</translation>
        </message>
        <message>
            <source>Export {name}</source>
            <translation>Exporter {name}</translation>
        </message>
        <message>
            <source>Exported {name}</source>
            <translation>{name} : exporté</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exporter…</translation>
        </message>
        <message>
            <source>Fetch it</source>
            <translation>Télécharger</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Fichiers</translation>
        </message>
        <message>
            <source>Finding people needs a small network (MediaPipe, 0.4 MB)</source>
            <translation>Repérer les personnes demande un petit réseau (MediaPipe, 0,4 Mo)</translation>
        </message>
        <message>
            <source>Finding people needs a small network (MediaPipe, 0.4 MB); what is here is damaged</source>
            <translation>Repérer les personnes demande un petit réseau (MediaPipe, 0,4 Mo) ; celui qui est là est endommagé</translation>
        </message>
        <message>
            <source>Finishing…</source>
            <translation>Finalisation…</translation>
        </message>
        <message>
            <source>First nine looks</source>
            <translation>Neuf premiers rendus</translation>
        </message>
        <message>
            <source>First nine styles</source>
            <translation>Neuf premiers styles</translation>
        </message>
        <message>
            <source>Folder of recordings</source>
            <translation>Dossier des enregistrements</translation>
        </message>
        <message>
            <source>Folder of snapshots</source>
            <translation>Dossier des captures</translation>
        </message>
        <message>
            <source>Format of recordings</source>
            <translation>Format des enregistrements</translation>
        </message>
        <message>
            <source>Frame rate</source>
            <translation>Fréquence d’images</translation>
        </message>
        <message>
            <source>Frame rate and latency</source>
            <translation>Fréquence et latence</translation>
        </message>
        <message>
            <source>Frames dropped: {count}</source>
            <translation>Images perdues : {count}</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Plein écran</translation>
        </message>
        <message>
            <source>Give refining up</source>
            <translation>Abandonner l’affinage</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Go through styles or looks by itself</source>
            <translation>Parcourir seul les styles ou les rendus</translation>
        </message>
        <message>
            <source>How long each style stays</source>
            <translation>Durée de chaque style</translation>
        </message>
        <message>
            <source>How much of a first, rough painting in large strokes shows through: bold shapes and contours</source>
            <translation>Part visible d’une ébauche à grands traits : formes et contours francs</translation>
        </message>
        <message>
            <source>How much of the paint is laid in strokes along the shapes of the picture</source>
            <translation>Part de la peinture posée en touches qui suivent les formes de l’image</translation>
        </message>
        <message>
            <source>How much of the photograph's own detail passes; less of it is more paint</source>
            <translation>Part des détails d’origine conservée ; moins il y en a, plus c’est peint</translation>
        </message>
        <message>
            <source>How much of the style the picture takes on</source>
            <translation>Part du style que prend l’image</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importer</translation>
        </message>
        <message>
            <source>Import looks</source>
            <translation>Importer des rendus</translation>
        </message>
        <message>
            <source>Keep style and settings as they are now</source>
            <translation>Garder le style et les réglages actuels</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Raccourcis</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>Latence</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Direct</translation>
        </message>
        <message>
            <source>Live thumbnails</source>
            <translation>Vignettes en direct</translation>
        </message>
        <message>
            <source>Loading the network…</source>
            <translation>Chargement du réseau…</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Rendu</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>Voir</translation>
        </message>
        <message>
            <source>Look for cameras</source>
            <translation>Chercher des caméras</translation>
        </message>
        <message>
            <source>Looks</source>
            <translation>Rendus</translation>
        </message>
        <message>
            <source>Loop</source>
            <translation>Boucle</translation>
        </message>
        <message>
            <source>Me</source>
            <translation>Moi</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Micro</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Les miennes</translation>
        </message>
        <message>
            <source>Mirror</source>
            <translation>Miroir</translation>
        </message>
        <message>
            <source>Mirror the clean picture</source>
            <translation>Image seule en miroir</translation>
        </message>
        <message>
            <source>Mix</source>
            <translation>Mélange</translation>
        </message>
        <message>
            <source>Mixing pad</source>
            <translation>Pavé de mélange</translation>
        </message>
        <message>
            <source>Move the wipe left</source>
            <translation>Séparateur vers la gauche</translation>
        </message>
        <message>
            <source>Move the wipe right</source>
            <translation>Séparateur vers la droite</translation>
        </message>
        <message>
            <source>Move to the left</source>
            <translation>Déplacer à gauche</translation>
        </message>
        <message>
            <source>Move to the right</source>
            <translation>Déplacer à droite</translation>
        </message>
        <message>
            <source>Name of the look</source>
            <translation>Nom du rendu</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Réseau</translation>
        </message>
        <message>
            <source>Network, device and language</source>
            <translation>Réseau, processeur et langue</translation>
        </message>
        <message>
            <source>Next look</source>
            <translation>Rendu suivant</translation>
        </message>
        <message>
            <source>Next style</source>
            <translation>Style suivant</translation>
        </message>
        <message>
            <source>No picture</source>
            <translation>Pas d’image</translation>
        </message>
        <message>
            <source>No picture from the camera</source>
            <translation>Pas d’image de la caméra</translation>
        </message>
        <message>
            <source>No style of that name</source>
            <translation>Aucun style de ce nom</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Non</translation>
        </message>
        <message>
            <source>One frame back</source>
            <translation>Une image en arrière</translation>
        </message>
        <message>
            <source>One frame on</source>
            <translation>Une image en avant</translation>
        </message>
        <message>
            <source>Only people are painted; what is behind them stays as it is</source>
            <translation>Seules les personnes sont peintes ; le fond reste tel quel</translation>
        </message>
        <message>
            <source>Open a video…</source>
            <translation>Ouvrir une vidéo…</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Ouvrir le dossier</translation>
        </message>
        <message>
            <source>Open the folder of recordings</source>
            <translation>Ouvrir le dossier des enregistrements</translation>
        </message>
        <message>
            <source>Open the folder of snapshots</source>
            <translation>Ouvrir le dossier des captures</translation>
        </message>
        <message>
            <source>Or drop a video here.</source>
            <translation>Ou déposez une vidéo ici.</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>Sortie</translation>
        </message>
        <message>
            <source>Paint</source>
            <translation>Peindre</translation>
        </message>
        <message>
            <source>Paint file</source>
            <translation>Peindre le fichier</translation>
        </message>
        <message>
            <source>Paint the whole file</source>
            <translation>Peindre tout le fichier</translation>
        </message>
        <message>
            <source>Paint the whole file in this look, at full quality</source>
            <translation>Peindre tout le fichier avec ce rendu, en pleine qualité</translation>
        </message>
        <message>
            <source>Painted</source>
            <translation>Peint</translation>
        </message>
        <message>
            <source>Painted so far</source>
            <translation>Peint jusqu’ici</translation>
        </message>
        <message>
            <source>Painted {file} in {folder}</source>
            <translation>{file} peint dans {folder}</translation>
        </message>
        <message>
            <source>Painting detail</source>
            <translation>Finesse de peinture</translation>
        </message>
        <message>
            <source>Paste a picture as a style</source>
            <translation>Coller une image comme style</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>People stay as they are; only what is behind them is painted</source>
            <translation>Les personnes restent telles quelles ; seul le fond est peint</translation>
        </message>
        <message>
            <source>Picture size</source>
            <translation>Taille de l’image</translation>
        </message>
        <message>
            <source>Picture size and frame rate of the source</source>
            <translation>Taille et fréquence d’images de la source</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Images</translation>
        </message>
        <message>
            <source>Pictures become styles, a video is played, looks are added</source>
            <translation>Images : styles ; vidéo : lecture ; rendus : ajoutés</translation>
        </message>
        <message>
            <source>Place in the file</source>
            <translation>Position dans le fichier</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Lire</translation>
        </message>
        <message>
            <source>Play a video</source>
            <translation>Lire une vidéo</translation>
        </message>
        <message>
            <source>Plays everywhere, and every editor takes it</source>
            <translation>Lisible partout et accepté par tous les logiciels de montage</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Aperçu</translation>
        </message>
        <message>
            <source>Previous look</source>
            <translation>Rendu précédent</translation>
        </message>
        <message>
            <source>Previous style</source>
            <translation>Style précédent</translation>
        </message>
        <message>
            <source>Put the style in front</source>
            <translation>Mettre le style en tête</translation>
        </message>
        <message>
            <source>Put this away</source>
            <translation>Masquer</translation>
        </message>
        <message>
            <source>Put this message away</source>
            <translation>Masquer ce message</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message>
            <source>Quit rtstyle?</source>
            <translation>Quitter rtstyle ?</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Recorded {file} in {folder}</source>
            <translation>{file} enregistré dans {folder}</translation>
        </message>
        <message>
            <source>Recordings</source>
            <translation>Enregistrements</translation>
        </message>
        <message>
            <source>Refine</source>
            <translation>Affiner</translation>
        </message>
        <message>
            <source>Refine the style</source>
            <translation>Affiner le style</translation>
        </message>
        <message>
            <source>Refine what I choose</source>
            <translation>Affiner mes choix</translation>
        </message>
        <message>
            <source>Refining {name}: about a minute</source>
            <translation>Affinage de {name} : environ une minute</translation>
        </message>
        <message>
            <source>Remove from favourites</source>
            <translation>Retirer des favoris</translation>
        </message>
        <message>
            <source>Remove noise</source>
            <translation>Réduire le bruit</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Remplacer</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Save the look</source>
            <translation>Enregistrer le rendu</translation>
        </message>
        <message>
            <source>Save this look</source>
            <translation>Enregistrer ce rendu</translation>
        </message>
        <message>
            <source>Save this look, and it stands here</source>
            <translation>Enregistrez ce rendu : il apparaîtra ici</translation>
        </message>
        <message>
            <source>Saved {file} in {folder}</source>
            <translation>{file} enregistré dans {folder}</translation>
        </message>
        <message>
            <source>Saved {name}</source>
            <translation>{name} : enregistré</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>Écran</translation>
        </message>
        <message>
            <source>Search styles</source>
            <translation>Chercher un style</translation>
        </message>
        <message>
            <source>Short side of the picture that is painted; more is finer and slower</source>
            <translation>Petit côté de l’image peinte ; plus il est grand, plus c’est fin et lent</translation>
        </message>
        <message>
            <source>Show yourself in every style</source>
            <translation>Se voir dans chaque style</translation>
        </message>
        <message>
            <source>Slideshow</source>
            <translation>Diaporama</translation>
        </message>
        <message>
            <source>Slideshow of</source>
            <translation>Diaporama de</translation>
        </message>
        <message>
            <source>Smoothing</source>
            <translation>Lissage</translation>
        </message>
        <message>
            <source>Snapshot</source>
            <translation>Capture</translation>
        </message>
        <message>
            <source>Snapshots</source>
            <translation>Captures</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Démarrer</translation>
        </message>
        <message>
            <source>Start rtstyle again to see it in this language</source>
            <translation>La langue changera au prochain démarrage de rtstyle</translation>
        </message>
        <message>
            <source>Starting {source}…</source>
            <translation>Démarrage : {source}…</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Démarrage…</translation>
        </message>
        <message>
            <source>Stop: {what}</source>
            <translation>Arrêter : {what}</translation>
        </message>
        <message>
            <source>Stream</source>
            <translation>Diffuser</translation>
        </message>
        <message>
            <source>Stream to the network</source>
            <translation>Diffuser sur le réseau</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Intensité</translation>
        </message>
        <message>
            <source>Strip</source>
            <translation>Bande</translation>
        </message>
        <message>
            <source>Stroke size</source>
            <translation>Taille des traits</translation>
        </message>
        <message>
            <source>Stronger</source>
            <translation>Plus fort</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>Style</translation>
        </message>
        <message>
            <source>Styles</source>
            <translation>Styles</translation>
        </message>
        <message>
            <source>Styles and mixtures with their settings</source>
            <translation>Styles et mélanges avec leurs réglages</translation>
        </message>
        <message>
            <source>Styles that come with rtstyle stay</source>
            <translation>Les styles fournis ne se suppriment pas</translation>
        </message>
        <message>
            <source>Synthetic scene</source>
            <translation>Scène de synthèse</translation>
        </message>
        <message>
            <source>Take in looks from files; or drop them anywhere</source>
            <translation>Importer des rendus depuis des fichiers, ou les déposer n’importe où</translation>
        </message>
        <message>
            <source>Takes a camera's noise out of what stands still; half is right for most webcams</source>
            <translation>Retire le bruit de la caméra sur ce qui est immobile ; la moitié convient à la plupart des webcams</translation>
        </message>
        <message>
            <source>The end</source>
            <translation>Fin</translation>
        </message>
        <message>
            <source>The file that is being painted is given up.</source>
            <translation>Le fichier en cours de peinture est abandonné.</translation>
        </message>
        <message>
            <source>The line that does the same in a terminal</source>
            <translation>La ligne qui fait la même chose dans un terminal</translation>
        </message>
        <message>
            <source>The live picture in the chosen style</source>
            <translation>L’image en direct dans le style choisi</translation>
        </message>
        <message>
            <source>The network that paints</source>
            <translation>Le réseau qui peint</translation>
        </message>
        <message>
            <source>The picture cannot keep up: ask the source for fewer frames (the button beside it), or close other programs.</source>
            <translation>L’image ne suit pas : demandez moins d’images à la source (bouton à côté) ou fermez d’autres programmes.</translation>
        </message>
        <message>
            <source>The picture cannot keep up: choose less painting detail.</source>
            <translation>L’image ne suit pas : réduisez la finesse de peinture.</translation>
        </message>
        <message>
            <source>The recording ends, and is kept.</source>
            <translation>L’enregistrement s’arrête et il est conservé.</translation>
        </message>
        <message>
            <source>The size of brush strokes and patterns</source>
            <translation>La taille des coups de pinceau et des motifs</translation>
        </message>
        <message>
            <source>The stream ends for all who watch it.</source>
            <translation>La diffusion s’arrête pour tous les spectateurs.</translation>
        </message>
        <message>
            <source>The style's colours</source>
            <translation>Les couleurs du style</translation>
        </message>
        <message>
            <source>The style's strokes in your own palette</source>
            <translation>Les traits du style avec votre palette</translation>
        </message>
        <message>
            <source>The styles</source>
            <translation>Les styles</translation>
        </message>
        <message>
            <source>The virtual camera goes dark for those who see it.</source>
            <translation>La caméra virtuelle s’éteint pour ceux qui la regardent.</translation>
        </message>
        <message>
            <source>The window's language</source>
            <translation>La langue de la fenêtre</translation>
        </message>
        <message>
            <source>There is no camera picture</source>
            <translation>Il n’y a pas d’image de la caméra</translation>
        </message>
        <message>
            <source>Time for each style</source>
            <translation>Durée par style</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>Try the sample scene</source>
            <translation>Essayer la scène d’exemple</translation>
        </message>
        <message>
            <source>Trying again…</source>
            <translation>Nouvel essai…</translation>
        </message>
        <message>
            <source>Underpainting</source>
            <translation>Ébauche</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Undo a deletion</source>
            <translation>Annuler la suppression</translation>
        </message>
        <message>
            <source>Video file…</source>
            <translation>Fichier vidéo…</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>Vidéos</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Affichage</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>Caméra virtuelle</translation>
        </message>
        <message>
            <source>Waiting for the first picture…</source>
            <translation>En attente de la première image…</translation>
        </message>
        <message>
            <source>Weaker</source>
            <translation>Moins fort</translation>
        </message>
        <message>
            <source>What the network runs on</source>
            <translation>Ce qui fait tourner le réseau</translation>
        </message>
        <message>
            <source>What the network runs on: {device} now</source>
            <translation>Ce qui fait tourner le réseau : {device} en ce moment</translation>
        </message>
        <message>
            <source>Where recordings and snapshots go</source>
            <translation>Où vont les enregistrements et les captures</translation>
        </message>
        <message>
            <source>Where the picture comes from</source>
            <translation>D’où vient l’image</translation>
        </message>
        <message>
            <source>Your own colours; only light and dark come from the style</source>
            <translation>Vos propres couleurs ; le style ne donne que le clair et le sombre</translation>
        </message>
        <message>
            <source>at {size}</source>
            <translation>en {size}</translation>
        </message>
        <message>
            <source>clean picture</source>
            <translation>image seule</translation>
        </message>
        <message>
            <source>frame rate</source>
            <translation>fréquence</translation>
        </message>
        <message>
            <source>lower left</source>
            <translation>en bas à gauche</translation>
        </message>
        <message>
            <source>lower right</source>
            <translation>en bas à droite</translation>
        </message>
        <message>
            <source>network</source>
            <translation>réseau</translation>
        </message>
        <message>
            <source>no styles yet</source>
            <translation>pas encore de styles</translation>
        </message>
        <message>
            <source>preview</source>
            <translation>aperçu</translation>
        </message>
        <message>
            <source>recording</source>
            <translation>enregistrement</translation>
        </message>
        <message>
            <source>source</source>
            <translation>source</translation>
        </message>
        <message>
            <source>stream</source>
            <translation>diffusion</translation>
        </message>
        <message>
            <source>the camera</source>
            <translation>la caméra</translation>
        </message>
        <message>
            <source>the screen</source>
            <translation>l’écran</translation>
        </message>
        <message>
            <source>the synthetic scene</source>
            <translation>la scène de synthèse</translation>
        </message>
        <message>
            <source>too slow</source>
            <translation>trop lent</translation>
        </message>
        <message>
            <source>upper left</source>
            <translation>en haut à gauche</translation>
        </message>
        <message>
            <source>upper right</source>
            <translation>en haut à droite</translation>
        </message>
        <message>
            <source>virtual camera</source>
            <translation>caméra virtuelle</translation>
        </message>
        <message>
            <source>{count} now</source>
            <translation>actuel : {count}</translation>
        </message>
        <message>
            <source>{count} per second</source>
            <translation>{count} par seconde</translation>
        </message>
        <message>
            <source>{count} pixels</source>
            <translation>{count} pixels</translation>
        </message>
        <message>
            <source>{count} seconds</source>
            <translation>{count} secondes</translation>
        </message>
        <message>
            <source>{done} frames</source>
            <translation>{done} images</translation>
        </message>
        <message>
            <source>{done} of {total} frames</source>
            <translation>{done} images sur {total}</translation>
        </message>
        <message>
            <source>{file}  in  {folder}</source>
            <translation>{file}  dans  {folder}</translation>
        </message>
        <message>
            <source>{first} and {second}</source>
            <translation>{first} et {second}</translation>
        </message>
        <message>
            <source>{name} (not on this machine)</source>
            <translation>{name} (absent de cette machine)</translation>
        </message>
        <message>
            <source>{name} is as good as it gets</source>
            <translation>{name} ne peut pas être amélioré</translation>
        </message>
        <message>
            <source>{name} is refined</source>
            <translation>{name} : affiné</translation>
        </message>
        <message>
            <source>{name} is refined already</source>
            <translation>{name} est déjà affiné</translation>
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
            <translation>{shown} sur {total}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>reste {time}</translation>
        </message>
    </context>
    <context>
        <name>messages</name>
        <message>
            <source>Connection refused</source>
            <translation>connexion refusée</translation>
        </message>
        <message>
            <source>Connection timed out</source>
            <translation>délai de connexion dépassé</translation>
        </message>
        <message>
            <source>Device or resource busy</source>
            <translation>périphérique occupé</translation>
        </message>
        <message>
            <source>Input/output error</source>
            <translation>erreur d’entrée/sortie</translation>
        </message>
        <message>
            <source>Network is unreachable</source>
            <translation>réseau inaccessible</translation>
        </message>
        <message>
            <source>No route to host</source>
            <translation>hôte inaccessible</translation>
        </message>
        <message>
            <source>No space left on device</source>
            <translation>plus d’espace sur le disque</translation>
        </message>
        <message>
            <source>No such file or directory</source>
            <translation>fichier ou dossier introuvable</translation>
        </message>
        <message>
            <source>OpenVINO cannot {0} the network: {1}; {2}</source>
            <translation>échec d’OpenVINO sur le réseau ({0}) : {1} ; {2}</translation>
        </message>
        <message>
            <source>OpenVINO finds no {0} here, only {1}; see rtstyle devices</source>
            <translation>OpenVINO ne trouve pas {0} ici, seulement {1} ; voir rtstyle devices</translation>
        </message>
        <message>
            <source>OpenVINO is not installed (extra: openvino); use --device cpu</source>
            <translation>OpenVINO n’est pas installé (extra : openvino) ; utilisez --device cpu</translation>
        </message>
        <message>
            <source>Operation not permitted</source>
            <translation>opération non permise</translation>
        </message>
        <message>
            <source>Permission denied</source>
            <translation>permission refusée</translation>
        </message>
        <message>
            <source>Read-only file system</source>
            <translation>système de fichiers en lecture seule</translation>
        </message>
        <message>
            <source>a camera cannot deliver {0}x{1} at {2} fps; ask for 1280x720 at 30</source>
            <translation>une caméra ne fournit pas {0}×{1} à {2} images/s ; demandez 1280×720 à 30</translation>
        </message>
        <message>
            <source>a look needs a name</source>
            <translation>un rendu a besoin d’un nom</translation>
        </message>
        <message>
            <source>a style library needs a folder</source>
            <translation>la bibliothèque de styles a besoin d’un dossier</translation>
        </message>
        <message>
            <source>cannot add {0} to {1}: {2}</source>
            <translation>impossible d’ajouter {0} à {1} : {2}</translation>
        </message>
        <message>
            <source>cannot add {0}: no picture in this folder can be read</source>
            <translation>impossible d’ajouter {0} : aucune image lisible dans ce dossier</translation>
        </message>
        <message>
            <source>cannot compute on {0}: {1}; try --device cpu</source>
            <translation>calcul impossible sur {0} : {1} ; essayez --device cpu</translation>
        </message>
        <message>
            <source>cannot fetch {0}: HTTP {1} {2}; check the address</source>
            <translation>impossible de télécharger {0} : HTTP {1} {2} ; vérifiez l’adresse</translation>
        </message>
        <message>
            <source>cannot fetch {0}: it redirects to an address without encryption</source>
            <translation>impossible de télécharger {0} : redirection vers une adresse non chiffrée</translation>
        </message>
        <message>
            <source>cannot fetch {0}: larger than the {1} bytes that were expected</source>
            <translation>impossible de télécharger {0} : plus grand que les {1} octets attendus</translation>
        </message>
        <message>
            <source>cannot fetch {0}: not an http or https address</source>
            <translation>impossible de télécharger {0} : ce n’est pas une adresse http ou https</translation>
        </message>
        <message>
            <source>cannot fetch {0}: {1}; {2}</source>
            <translation>impossible de télécharger {0} : {1} ; {2}</translation>
        </message>
        <message>
            <source>cannot keep the refined style in {0}: {1}</source>
            <translation>impossible de garder le style affiné dans {0} : {1}</translation>
        </message>
        <message>
            <source>cannot make the folder {0}: {1}</source>
            <translation>impossible de créer le dossier {0} : {1}</translation>
        </message>
        <message>
            <source>cannot open the microphone {0}: {1}; close other programs that use it, or choose another one</source>
            <translation>impossible d’ouvrir le micro {0} : {1} ; fermez les programmes qui l’utilisent ou choisissez-en un autre</translation>
        </message>
        <message>
            <source>cannot open the virtual camera{0}: {1}{2}</source>
            <translation>impossible d’ouvrir la caméra virtuelle{0} : {1}{2}</translation>
        </message>
        <message>
            <source>cannot play {0}: give a file or an address that begins with {1}</source>
            <translation>impossible de lire {0} : indiquez un fichier ou une adresse qui commence par {1}</translation>
        </message>
        <message>
            <source>cannot play {0}: it has no frames</source>
            <translation>impossible de lire {0} : il ne contient aucune image</translation>
        </message>
        <message>
            <source>cannot play {0}: it has no video</source>
            <translation>impossible de lire {0} : il ne contient pas de vidéo</translation>
        </message>
        <message>
            <source>cannot play {0}: its host or port makes no sense</source>
            <translation>impossible de lire {0} : hôte ou port invalide</translation>
        </message>
        <message>
            <source>cannot play {0}: {1}</source>
            <translation>impossible de lire {0} : {1}</translation>
        </message>
        <message>
            <source>cannot read weights from {0}: {1}</source>
            <translation>impossible de lire les poids dans {0} : {1}</translation>
        </message>
        <message>
            <source>cannot read {0} further: its times make no sense: {1}</source>
            <translation>impossible de lire plus loin {0} : ses horodatages sont incohérents : {1}</translation>
        </message>
        <message>
            <source>cannot read {0} further: nothing but damage from here on</source>
            <translation>impossible de lire plus loin {0} : tout est endommagé à partir d’ici</translation>
        </message>
        <message>
            <source>cannot read {0} further: {1}</source>
            <translation>impossible de lire plus loin {0} : {1}</translation>
        </message>
        <message>
            <source>cannot read {0}: it has no video stream{1}</source>
            <translation>impossible de lire {0} : il ne contient pas de vidéo{1}</translation>
        </message>
        <message>
            <source>cannot read {0}: it is a folder, a file is needed</source>
            <translation>impossible de lire {0} : c’est un dossier, il faut un fichier</translation>
        </message>
        <message>
            <source>cannot read {0}: it is a picture, not a video</source>
            <translation>impossible de lire {0} : c’est une image, pas une vidéo</translation>
        </message>
        <message>
            <source>cannot read {0}: it is cut off, and its index, which stands at the end, is lost; copy it again, or rebuild it with https://github.com/anthwlock/untrunc and a whole video of the same camera</source>
            <translation>impossible de lire {0} : le fichier est tronqué et son index, placé à la fin, est perdu ; recopiez-le, ou reconstruisez-le avec https://github.com/anthwlock/untrunc et une vidéo entière de la même caméra</translation>
        </message>
        <message>
            <source>cannot read {0}: it is cut off, {1} bytes are missing; copy it again, or save the rest with: ffmpeg -i "{2}" -c copy repaired{3}</source>
            <translation>impossible de lire {0} : le fichier est tronqué, il manque {1} octets ; recopiez-le, ou sauvez le reste avec : ffmpeg -i "{2}" -c copy repaired{3}</translation>
        </message>
        <message>
            <source>cannot read {0}: it is damaged ({1})</source>
            <translation>impossible de lire {0} : le fichier est endommagé ({1})</translation>
        </message>
        <message>
            <source>cannot read {0}: it is damaged, its index tells of {1} pictures and sounds in {2} bytes</source>
            <translation>impossible de lire {0} : le fichier est endommagé, son index annonce {1} images et sons dans {2} octets</translation>
        </message>
        <message>
            <source>cannot read {0}: it is no look, or damaged</source>
            <translation>impossible de lire {0} : ce n’est pas un rendu, ou il est endommagé</translation>
        </message>
        <message>
            <source>cannot read {0}: it is not a regular file</source>
            <translation>impossible de lire {0} : ce n’est pas un fichier ordinaire</translation>
        </message>
        <message>
            <source>cannot read {0}: its index alone has {1} bytes</source>
            <translation>impossible de lire {0} : son index fait à lui seul {1} octets</translation>
        </message>
        <message>
            <source>cannot read {0}: its pixel format {1} cannot be converted</source>
            <translation>impossible de lire {0} : son format de pixel {1} ne peut pas être converti</translation>
        </message>
        <message>
            <source>cannot read {0}: no decoder for its video stream on this machine</source>
            <translation>impossible de lire {0} : aucun décodeur pour sa vidéo sur cette machine</translation>
        </message>
        <message>
            <source>cannot read {0}: no such file</source>
            <translation>impossible de lire {0} : fichier introuvable</translation>
        </message>
        <message>
            <source>cannot read {0}: none of its frames can be decoded</source>
            <translation>impossible de lire {0} : aucune de ses images ne peut être décodée</translation>
        </message>
        <message>
            <source>cannot read {0}: not a video in a known format, or damaged beyond reading</source>
            <translation>impossible de lire {0} : pas une vidéo d’un format connu, ou trop endommagée</translation>
        </message>
        <message>
            <source>cannot read {0}: the file is empty (0 bytes)</source>
            <translation>impossible de lire {0} : le fichier est vide (0 octet)</translation>
        </message>
        <message>
            <source>cannot read {0}: the file is larger than 2 GB</source>
            <translation>impossible de lire {0} : le fichier dépasse 2 Go</translation>
        </message>
        <message>
            <source>cannot read {0}: there is no picture in it</source>
            <translation>impossible de lire {0} : il ne contient pas d’image</translation>
        </message>
        <message>
            <source>cannot read {0}: there is not enough memory for it</source>
            <translation>impossible de lire {0} : mémoire insuffisante</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}</source>
            <translation>impossible de lire {0} : {1}</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}; run: {2} --force</source>
            <translation>impossible de lire {0} : {1} ; exécutez : {2} --force</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}x{2} is too large a picture for a video</source>
            <translation>impossible de lire {0} : {1}×{2} est trop grand pour une vidéo</translation>
        </message>
        <message>
            <source>cannot record</source>
            <translation>enregistrement impossible</translation>
        </message>
        <message>
            <source>cannot record to {0}: choose .mkv, which survives a crash</source>
            <translation>impossible d’enregistrer dans {0} : choisissez .mkv, qui survit à un plantage</translation>
        </message>
        <message>
            <source>cannot remove {0}: it ships with rtstyle; only styles you added can be removed</source>
            <translation>impossible de retirer {0} : il est fourni avec rtstyle ; seuls vos propres styles se suppriment</translation>
        </message>
        <message>
            <source>cannot remove {0}: {1}</source>
            <translation>impossible de retirer {0} : {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: give an address that begins with {1}</source>
            <translation>impossible de diffuser vers {0} : indiquez une adresse qui commence par {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: its host or port makes no sense</source>
            <translation>impossible de diffuser vers {0} : hôte ou port invalide</translation>
        </message>
        <message>
            <source>cannot stream to {0}: no process can be started: {1}</source>
            <translation>impossible de diffuser vers {0} : aucun processus ne démarre : {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: no {1} in this FFmpeg; use rtmp, udp, tcp or an .m3u8 file</source>
            <translation>impossible de diffuser vers {0} : ce FFmpeg ne connaît pas {1} ; utilisez rtmp, udp, tcp ou un fichier .m3u8</translation>
        </message>
        <message>
            <source>cannot stream to {0}: write {1}://HOST:PORT</source>
            <translation>impossible de diffuser vers {0} : écrivez {1}://HOST:PORT</translation>
        </message>
        <message>
            <source>cannot stream to {0}: {1}</source>
            <translation>impossible de diffuser vers {0} : {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: {1}; check the address and that it is listening</source>
            <translation>impossible de diffuser vers {0} : {1} ; vérifiez l’adresse et que le serveur écoute</translation>
        </message>
        <message>
            <source>cannot stream: PyAV has no H.264 encoder here; install it with: pip install --force-reinstall av</source>
            <translation>diffusion impossible : PyAV n’a pas d’encodeur H.264 ici ; installez-le avec : pip install --force-reinstall av</translation>
        </message>
        <message>
            <source>cannot take the screen: {0}; run it in a desktop session (on Linux an X11 one, with DISPLAY set), and on macOS allow screen recording in the settings</source>
            <translation>impossible de capturer l’écran : {0} ; lancez-le dans une session de bureau (sous Linux, X11 avec DISPLAY) et, sous macOS, autorisez l’enregistrement de l’écran</translation>
        </message>
        <message>
            <source>cannot use the network that finds people: {0}</source>
            <translation>impossible d’utiliser le réseau qui repère les personnes : {0}</translation>
        </message>
        <message>
            <source>cannot use {0}: its SHA-256 is {1}, expected {2}; the file was changed or damaged on the way</source>
            <translation>impossible d’utiliser {0} : son SHA-256 est {1} au lieu de {2} ; le fichier a été modifié ou abîmé en route</translation>
        </message>
        <message>
            <source>cannot use {0}: {1}</source>
            <translation>impossible d’utiliser {0} : {1}</translation>
        </message>
        <message>
            <source>cannot write {0}: it exists already</source>
            <translation>impossible d’écrire {0} : il existe déjà</translation>
        </message>
        <message>
            <source>cannot write {0}: it is a folder, a file name is needed</source>
            <translation>impossible d’écrire {0} : c’est un dossier, il faut un nom de fichier</translation>
        </message>
        <message>
            <source>cannot write {0}: it is not a regular file</source>
            <translation>impossible d’écrire {0} : ce n’est pas un fichier ordinaire</translation>
        </message>
        <message>
            <source>cannot write {0}: its folder has %d in its name; choose another one</source>
            <translation>impossible d’écrire {0} : son dossier contient %d dans son nom ; choisissez-en un autre</translation>
        </message>
        <message>
            <source>cannot write {0}: the picture cannot be encoded as {1}</source>
            <translation>impossible d’écrire {0} : l’image ne peut pas être codée en {1}</translation>
        </message>
        <message>
            <source>cannot write {0}: there is no folder {1}</source>
            <translation>impossible d’écrire {0} : le dossier {1} n’existe pas</translation>
        </message>
        <message>
            <source>cannot write {0}: unknown picture format {1}; use one of {2}</source>
            <translation>impossible d’écrire {0} : format d’image {1} inconnu ; utilisez {2}</translation>
        </message>
        <message>
            <source>cannot write {0}: unknown video format {1}; use one of {2}</source>
            <translation>impossible d’écrire {0} : format vidéo {1} inconnu ; utilisez {2}</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}</source>
            <translation>impossible d’écrire {0} : {1}</translation>
        </message>
        <message>
            <source>cannot write {0}: {1} cannot hold a variable frame rate; choose .mkv</source>
            <translation>impossible d’écrire {0} : {1} n’accepte pas de fréquence variable ; choisissez .mkv</translation>
        </message>
        <message>
            <source>cannot write {0}: {1} holds {2} pixels a side at most; write a .png</source>
            <translation>impossible d’écrire {0} : {1} accepte au plus {2} pixels de côté ; utilisez .png</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}; check the folder</source>
            <translation>impossible d’écrire {0} : {1} ; vérifiez le dossier</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}; check the folder and the free space</source>
            <translation>impossible d’écrire {0} : {1} ; vérifiez le dossier et l’espace libre</translation>
        </message>
        <message>
            <source>cannot {0}: out of memory; choose a smaller size</source>
            <translation>impossible de {0} : mémoire insuffisante ; choisissez une taille plus petite</translation>
        </message>
        <message>
            <source>cannot {0}: {1}</source>
            <translation>impossible de {0} : {1}</translation>
        </message>
        <message>
            <source>check the address and the network</source>
            <translation>vérifiez l’adresse et le réseau</translation>
        </message>
        <message>
            <source>close other programs that feed it, or make it anew: sudo modprobe -r v4l2loopback; {0}</source>
            <translation>fermez les programmes qui l’alimentent, ou recréez-la : sudo modprobe -r v4l2loopback; {0}</translation>
        </message>
        <message>
            <source>did you mean {0}?</source>
            <translation>vouliez-vous dire {0} ?</translation>
        </message>
        <message>
            <source>encode the style</source>
            <translation>traiter le style</translation>
        </message>
        <message>
            <source>finding people needs OpenVINO; run: pip install 'rtstyle[openvino]'</source>
            <translation>repérer les personnes demande OpenVINO : pip install 'rtstyle[openvino]'</translation>
        </message>
        <message>
            <source>install OBS Studio 26 or newer, which brings the virtual camera</source>
            <translation>installez OBS Studio 26 ou plus récent, qui fournit la caméra virtuelle</translation>
        </message>
        <message>
            <source>install OBS Studio 30 or newer, start it, click Start Virtual Camera once, and quit it</source>
            <translation>installez OBS Studio 30 ou plus récent, lancez-le, cliquez une fois sur « Démarrer la caméra virtuelle », puis quittez-le</translation>
        </message>
        <message>
            <source>it is out of memory</source>
            <translation>mémoire insuffisante</translation>
        </message>
        <message>
            <source>no GPU of a Mac is available to torch; use --device cpu</source>
            <translation>torch ne dispose pas du GPU du Mac ; utilisez --device cpu</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>pas de réponse à temps</translation>
        </message>
        <message>
            <source>no camera is plugged in</source>
            <translation>aucune caméra n’est branchée</translation>
        </message>
        <message>
            <source>no device {0}:{1}: this machine has {2}; see rtstyle devices</source>
            <translation>pas de périphérique {0}:{1} : cette machine en a {2} ; voir rtstyle devices</translation>
        </message>
        <message>
            <source>no file can be made in {0}; choose another folder</source>
            <translation>impossible de créer un fichier dans {0} ; choisissez un autre dossier</translation>
        </message>
        <message>
            <source>no look {0}: {1}</source>
            <translation>pas de rendu {0} : {1}</translation>
        </message>
        <message>
            <source>no permission: choose another place or change its permissions</source>
            <translation>pas d’autorisation : choisissez un autre endroit ou changez les droits</translation>
        </message>
        <message>
            <source>no photographs to refine on in {0}: install rtstyle again</source>
            <translation>pas de photographies pour affiner dans {0} : réinstallez rtstyle</translation>
        </message>
        <message>
            <source>no source given; choose {0}</source>
            <translation>aucune source indiquée ; choisissez {0}</translation>
        </message>
        <message>
            <source>no style in {0}: give a name or a picture, NAME[:WEIGHT]</source>
            <translation>pas de style dans {0} : donnez un nom ou une image, NOM[:POIDS]</translation>
        </message>
        <message>
            <source>no {0} device is available; use --device cpu, or install a driver and a {1} build of torch</source>
            <translation>aucun périphérique {0} ; utilisez --device cpu, ou installez un pilote et torch pour {1}</translation>
        </message>
        <message>
            <source>paint</source>
            <translation>peindre</translation>
        </message>
        <message>
            <source>painting the file</source>
            <translation>la peinture du fichier</translation>
        </message>
        <message>
            <source>pictures from the network are not fetched: save it first, then drop the file</source>
            <translation>les images du réseau ne sont pas téléchargées : enregistrez-la d’abord, puis déposez le fichier</translation>
        </message>
        <message>
            <source>prepare the network</source>
            <translation>préparer le réseau</translation>
        </message>
        <message>
            <source>record</source>
            <translation>enregistrer</translation>
        </message>
        <message>
            <source>refining the style</source>
            <translation>l’affinage du style</translation>
        </message>
        <message>
            <source>several cameras are called {0}; {1}</source>
            <translation>plusieurs caméras s’appellent {0} ; {1}</translation>
        </message>
        <message>
            <source>something is missing behind {0}: choose {1}</source>
            <translation>il manque quelque chose après {0} : choisissez {1}</translation>
        </message>
        <message>
            <source>something went wrong that should not have: {0}</source>
            <translation>erreur inattendue : {0}</translation>
        </message>
        <message>
            <source>the disk is full: free some space and run it again</source>
            <translation>le disque est plein : libérez de l’espace et recommencez</translation>
        </message>
        <message>
            <source>the disk quota is used up: free some space and run it again</source>
            <translation>le quota de disque est épuisé : libérez de l’espace et recommencez</translation>
        </message>
        <message>
            <source>the encoder {0} does not work on this machine; choose the codec h264</source>
            <translation>l’encodeur {0} ne marche pas sur cette machine ; choisissez le codec h264</translation>
        </message>
        <message>
            <source>the file grew larger than this file system or a limit allows</source>
            <translation>le fichier dépasse ce que permet le système de fichiers ou une limite</translation>
        </message>
        <message>
            <source>the file system is read-only: choose another folder</source>
            <translation>le système de fichiers est en lecture seule : choisissez un autre dossier</translation>
        </message>
        <message>
            <source>the microphone needs PortAudio; install it with: sudo apt install libportaudio2</source>
            <translation>le micro a besoin de PortAudio ; installez-le avec : sudo apt install libportaudio2</translation>
        </message>
        <message>
            <source>the microphone needs sounddevice; install it with: pip install "rtstyle[audio]"</source>
            <translation>le micro a besoin de sounddevice ; installez-le avec : pip install "rtstyle[audio]"</translation>
        </message>
        <message>
            <source>the name is too long</source>
            <translation>le nom est trop long</translation>
        </message>
        <message>
            <source>the network that finds people is not on this machine (0.4 MB, MediaPipe); run: {0}</source>
            <translation>le réseau qui repère les personnes est absent de cette machine (0,4 Mo, MediaPipe) ; exécutez : {0}</translation>
        </message>
        <message>
            <source>the null sink keeps nothing, whatever is said to it: write null</source>
            <translation>la sortie null ne garde rien : écrivez seulement null</translation>
        </message>
        <message>
            <source>the picture changes from {0}x{1} to {2}x{3} at frame {4}; scale the video to one size first</source>
            <translation>l’image passe de {0}×{1} à {2}×{3} à l’image {4} ; ramenez d’abord la vidéo à une seule taille</translation>
        </message>
        <message>
            <source>the recording was ended and is kept</source>
            <translation>l’enregistrement a été arrêté et il est conservé</translation>
        </message>
        <message>
            <source>the screen cannot be taken any more: {0}</source>
            <translation>l’écran ne peut plus être capturé : {0}</translation>
        </message>
        <message>
            <source>the screen cannot be taken {0} times per second; choose 1 to {1}</source>
            <translation>l’écran ne peut pas être capturé {0} fois par seconde ; choisissez de 1 à {1}</translation>
        </message>
        <message>
            <source>the screen needs mss; install it with: pip install "rtstyle[screen]"</source>
            <translation>l’écran a besoin de mss ; installez-le avec : pip install "rtstyle[screen]"</translation>
        </message>
        <message>
            <source>the screen region {0} is empty: give left,top,width,height in pixels</source>
            <translation>la zone d’écran {0} est vide : donnez gauche,haut,largeur,hauteur en pixels</translation>
        </message>
        <message>
            <source>the screen region {0} lies outside the desktop, which is {1}x{2} pixels from {3},{4}</source>
            <translation>la zone d’écran {0} sort du bureau, qui fait {1}×{2} pixels à partir de {3},{4}</translation>
        </message>
        <message>
            <source>the screen region {0} makes no sense: write screen:LEFT,TOP,WIDTH,HEIGHT in pixels</source>
            <translation>la zone d’écran {0} est invalide : écrivez screen:GAUCHE,HAUT,LARGEUR,HAUTEUR en pixels</translation>
        </message>
        <message>
            <source>the sound system does not answer: {0}</source>
            <translation>le système audio ne répond pas : {0}</translation>
        </message>
        <message>
            <source>the virtual camera needs pyvirtualcam; install it with: pip install "rtstyle[virtualcam]"</source>
            <translation>la caméra virtuelle a besoin de pyvirtualcam ; installez-le avec : pip install "rtstyle[virtualcam]"</translation>
        </message>
        <message>
            <source>the weight in {0} must be a number above 0</source>
            <translation>le poids dans {0} doit être un nombre supérieur à 0</translation>
        </message>
        <message>
            <source>the weights of {0} are not at {1}; {2}</source>
            <translation>les poids de {0} ne sont pas dans {1} ; {2}</translation>
        </message>
        <message>
            <source>the weights of {0} ship with rtstyle and cannot be fetched; install it again</source>
            <translation>les poids de {0} sont fournis avec rtstyle et ne se téléchargent pas ; réinstallez-le</translation>
        </message>
        <message>
            <source>there is a look {0} already: choose another name</source>
            <translation>le rendu {0} existe déjà : choisissez un autre nom</translation>
        </message>
        <message>
            <source>there is no camera {0}; {1}</source>
            <translation>il n’y a pas de caméra {0} ; {1}</translation>
        </message>
        <message>
            <source>there is no microphone: plug one in, or leave out --microphone</source>
            <translation>il n’y a pas de micro : branchez-en un, ou retirez --microphone</translation>
        </message>
        <message>
            <source>there is no picture to add: copy or drop a picture, a file or a folder</source>
            <translation>aucune image à ajouter : copiez ou déposez une image, un fichier ou un dossier</translation>
        </message>
        <message>
            <source>there is no picture to send anywhere: choose a source first</source>
            <translation>aucune image à envoyer : choisissez d’abord une source</translation>
        </message>
        <message>
            <source>there is no sink {0}: nothing runs</source>
            <translation>pas de sortie {0} : rien ne tourne</translation>
        </message>
        <message>
            <source>there is no sink {0}; choose {1}</source>
            <translation>pas de sortie {0} ; choisissez {1}</translation>
        </message>
        <message>
            <source>there is no source {0}, and no such file; choose {1}</source>
            <translation>pas de source {0}, ni de fichier de ce nom ; choisissez {1}</translation>
        </message>
        <message>
            <source>there is no synthetic scene {0}: write synthetic or synthetic:counter</source>
            <translation>pas de scène de synthèse {0} : écrivez synthetic ou synthetic:counter</translation>
        </message>
        <message>
            <source>there is no virtual camera backend {0} here; there are: {1}</source>
            <translation>pas de caméra virtuelle {0} ici ; il y a : {1}</translation>
        </message>
        <message>
            <source>there is none; install it with: {0}; and make one with: {1}</source>
            <translation>il n’y en a pas ; installez-la avec : {0} ; puis créez-la avec : {1}</translation>
        </message>
        <message>
            <source>this torch is not built for ROCm; use --device cpu, or install one that is</source>
            <translation>ce torch n’est pas compilé pour ROCm ; utilisez --device cpu, ou installez-en un qui l’est</translation>
        </message>
        <message>
            <source>too many files are open</source>
            <translation>trop de fichiers sont ouverts</translation>
        </message>
        <message>
            <source>unknown device {0}: choose {1}</source>
            <translation>périphérique {0} inconnu : choisissez {1}</translation>
        </message>
        <message>
            <source>unknown model {0}: {1}</source>
            <translation>réseau {0} inconnu : {1}</translation>
        </message>
        <message>
            <source>weights in {0} are of no network that is known: {1}</source>
            <translation>les poids dans {0} ne sont d’aucun réseau connu : {1}</translation>
        </message>
        <message>
            <source>weights in {0} do not match the checksum recorded beside them: they are damaged; run: rtstyle models fetch {1} --force</source>
            <translation>les poids dans {0} ne correspondent pas à leur somme de contrôle : ils sont endommagés ; exécutez : rtstyle models fetch {1} --force</translation>
        </message>
        <message>
            <source>what it sends is no video that can be decoded</source>
            <translation>ce qui arrive n’est pas une vidéo décodable</translation>
        </message>
        <message>
            <source>what was pasted is no picture that can be read</source>
            <translation>ce qui a été collé n’est pas une image lisible</translation>
        </message>
        <message>
            <source>{0} broke off: {1}; it is tried again</source>
            <translation>{0} s’est interrompu : {1} ; nouvel essai</translation>
        </message>
        <message>
            <source>{0} bytes are kept, run it again to resume</source>
            <translation>{0} octets sont gardés ; relancez pour reprendre</translation>
        </message>
        <message>
            <source>{0} does not answer</source>
            <translation>{0} ne répond pas</translation>
        </message>
        <message>
            <source>{0} does not answer ({1} s)</source>
            <translation>{0} ne répond pas ({1} s)</translation>
        </message>
        <message>
            <source>{0} failed</source>
            <translation>échec : {0}</translation>
        </message>
        <message>
            <source>{0} failed ({1}); {2} paints now</source>
            <translation>{0} a échoué ({1}) ; {2} peint maintenant</translation>
        </message>
        <message>
            <source>{0} failed: Python could not be started</source>
            <translation>échec : {0} ; Python n’a pas pu démarrer</translation>
        </message>
        <message>
            <source>{0} has ended</source>
            <translation>{0} : terminé</translation>
        </message>
        <message>
            <source>{0} has sent no picture for {1} s{2}; it is tried again</source>
            <translation>{0} n’envoie plus d’image depuis {1} s{2} ; nouvel essai</translation>
        </message>
        <message>
            <source>{0} has shown the very same picture for {1} s: check its cable; it is tried again</source>
            <translation>{0} montre exactement la même image depuis {1} s : vérifiez le câble ; nouvel essai</translation>
        </message>
        <message>
            <source>{0} is damaged, or another file; run: {1} --force</source>
            <translation>{0} est endommagé, ou c’est un autre fichier ; exécutez : {1} --force</translation>
        </message>
        <message>
            <source>{0} is more than so small a file can hold; it is cut off or damaged</source>
            <translation>{0}, c’est plus que n’en contient un si petit fichier ; il est tronqué ou endommagé</translation>
        </message>
        <message>
            <source>{0} is more than the {1} megapixels that a picture of its kind may have; scale it down first</source>
            <translation>{0} dépasse les {1} mégapixels permis pour ce type d’image ; réduisez-la d’abord</translation>
        </message>
        <message>
            <source>{0} is more than {1} megapixels; scale it down first</source>
            <translation>{0} dépasse {1} mégapixels ; réduisez-la d’abord</translation>
        </message>
        <message>
            <source>{0} is not used: {1}</source>
            <translation>{0} n’est pas utilisé : {1}</translation>
        </message>
        <message>
            <source>{0} is {1}: it would be lost; choose another name for the result</source>
            <translation>{0} est {1} et serait perdu ; choisissez un autre nom pour le résultat</translation>
        </message>
        <message>
            <source>{0} stopped sending; it is tried again</source>
            <translation>{0} n’envoie plus rien ; nouvel essai</translation>
        </message>
        <message>
            <source>{0}: {1}: no file can be made in {2}; choose another folder</source>
            <translation>{0} : {1} : impossible de créer un fichier dans {2} ; choisissez un autre dossier</translation>
        </message>
        <message>
            <source>{0}: {1}: only {2} MB are left on the disk, {3} MB are the least; free some space</source>
            <translation>{0} : {1} : il ne reste que {2} Mo sur le disque, il en faut {3} ; libérez de l’espace</translation>
        </message>
        <message>
            <source>{0}; choose one of: {1}</source>
            <translation>{0} ; choisissez parmi : {1}</translation>
        </message>
        <message>
            <source>{0}; it goes on without one</source>
            <translation>{0} ; on continue sans</translation>
        </message>
    </context>
</TS>
