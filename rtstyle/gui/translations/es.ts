<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
    <context>
        <name>window</name>
        <message>
            <source>95 % under</source>
            <translation>95 % por debajo de</translation>
        </message>
        <message>
            <source>99 % under</source>
            <translation>99 % por debajo de</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Añadir</translation>
        </message>
        <message>
            <source>Add pictures as styles</source>
            <translation>Añadir imágenes como estilos</translation>
        </message>
        <message>
            <source>Add pictures as styles; or drop them anywhere</source>
            <translation>Añadir imágenes como estilos; o soltarlas en cualquier lugar</translation>
        </message>
        <message>
            <source>Add the style to the mix</source>
            <translation>Añadir el estilo a la mezcla</translation>
        </message>
        <message>
            <source>Add to favourites</source>
            <translation>Añadir a favoritos</translation>
        </message>
        <message>
            <source>Add to the mix</source>
            <translation>Añadir a la mezcla</translation>
        </message>
        <message>
            <source>Added {count} looks</source>
            <translation>{count} looks añadidos</translation>
        </message>
        <message>
            <source>Added {count} styles</source>
            <translation>{count} estilos añadidos</translation>
        </message>
        <message>
            <source>Added {name}</source>
            <translation>{name}: añadido</translation>
        </message>
        <message>
            <source>Address to stream to</source>
            <translation>Dirección de destino</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Después</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Todo</translation>
        </message>
        <message>
            <source>All files</source>
            <translation>Todos los archivos</translation>
        </message>
        <message>
            <source>All of the picture is painted</source>
            <translation>Se pinta toda la imagen</translation>
        </message>
        <message>
            <source>Allow desktop apps to use it in Settings, Privacy, Camera, and close programs that use it.</source>
            <translation>Permita el acceso a las aplicaciones de escritorio en Configuración, Privacidad, Cámara, y cierre los programas que la usen.</translation>
        </message>
        <message>
            <source>Allow it in System Settings, Privacy &amp; Security, Camera; then start rtstyle again.</source>
            <translation>Permítalo en Ajustes del Sistema, Privacidad y seguridad, Cámara; después vuelva a abrir rtstyle.</translation>
        </message>
        <message>
            <source>As large as the picture</source>
            <translation>Tan grande como la imagen</translation>
        </message>
        <message>
            <source>As the system's</source>
            <translation>La del sistema</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automático</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>Fondo</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Antes</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>Antes y después</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>Mezcla</translation>
        </message>
        <message>
            <source>Brushwork</source>
            <translation>Pincelada</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU</translation>
        </message>
        <message>
            <source>Calms flicker: over how long the picture is averaged, along the motion of what is in it</source>
            <translation>Reduce el parpadeo: durante cuánto tiempo se promedia la imagen, siguiendo el movimiento</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Cámara</translation>
        </message>
        <message>
            <source>Camera {number}</source>
            <translation>Cámara {number}</translation>
        </message>
        <message>
            <source>Can be played while it is still being recorded</source>
            <translation>Se puede reproducir mientras se graba</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Choose a style first</source>
            <translation>Elija primero un estilo</translation>
        </message>
        <message>
            <source>Choose another folder</source>
            <translation>Elegir otra carpeta</translation>
        </message>
        <message>
            <source>Choose another source, or play this one again.</source>
            <translation>Elija otra fuente o reproduzca esta de nuevo.</translation>
        </message>
        <message>
            <source>Choose another source, or try again.</source>
            <translation>Elija otra fuente o inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>Clean picture</source>
            <translation>Imagen limpia</translation>
        </message>
        <message>
            <source>Clean picture in full screen</source>
            <translation>Imagen limpia a pantalla completa</translation>
        </message>
        <message>
            <source>Close programs that use it, and see that you may: sudo usermod -aG video $USER, then log in again.</source>
            <translation>Cierre los programas que la usen y compruebe sus permisos: sudo usermod -aG video $USER, y vuelva a iniciar sesión.</translation>
        </message>
        <message>
            <source>Close what lies over it</source>
            <translation>Cerrar lo que está encima</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Colores</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Conectando…</translation>
        </message>
        <message>
            <source>Controls</source>
            <translation>Controles</translation>
        </message>
        <message>
            <source>Copied: paste it into a terminal</source>
            <translation>Copiado: péguelo en una terminal</translation>
        </message>
        <message>
            <source>Copy as command</source>
            <translation>Copiar como comando</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Eliminar</translation>
        </message>
        <message>
            <source>Delete the chosen style</source>
            <translation>Eliminar el estilo elegido</translation>
        </message>
        <message>
            <source>Deleted {name}</source>
            <translation>{name}: eliminado</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Eliminar…</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>Detalle</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Dispositivo</translation>
        </message>
        <message>
            <source>Drag styles
to the corners</source>
            <translation>Arrastre estilos
a las esquinas</translation>
        </message>
        <message>
            <source>Drag styles onto the corners, then the handle between them; arrow keys move it, a right click or the backspace key empties a corner</source>
            <translation>Arrastre estilos a las esquinas y después el punto entre ellos; las flechas lo mueven, el clic derecho o Retroceso vacía una esquina</translation>
        </message>
        <message>
            <source>Drop it here</source>
            <translation>Suéltelo aquí</translation>
        </message>
        <message>
            <source>Drop pictures here to add styles</source>
            <translation>Suelte imágenes aquí para añadir estilos</translation>
        </message>
        <message>
            <source>Drop pictures, a video or looks anywhere</source>
            <translation>Suelte imágenes, un vídeo o looks en cualquier lugar</translation>
        </message>
        <message>
            <source>Dropped</source>
            <translation>Descartados</translation>
        </message>
        <message>
            <source>Dropped: {cause}</source>
            <translation>Descartados: {cause}</translation>
        </message>
        <message>
            <source>Empty the mixing pad</source>
            <translation>Vaciar la mezcla</translation>
        </message>
        <message>
            <source>Esc leaves the full screen</source>
            <translation>Esc sale de la pantalla completa</translation>
        </message>
        <message>
            <source>Every frame in the look of now, at full quality, with its sound.</source>
            <translation>Cada fotograma con el aspecto actual, a máxima calidad y con su sonido.</translation>
        </message>
        <message>
            <source>Export {name}</source>
            <translation>Exportar {name}</translation>
        </message>
        <message>
            <source>Exported {name}</source>
            <translation>{name}: exportado</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportar…</translation>
        </message>
        <message>
            <source>Fetch it</source>
            <translation>Descargar</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Archivos</translation>
        </message>
        <message>
            <source>Finding people needs a small network (MediaPipe, 0.4 MB)</source>
            <translation>Para encontrar personas hace falta una red pequeña (MediaPipe, 0,4 MB)</translation>
        </message>
        <message>
            <source>Finding people needs a small network (MediaPipe, 0.4 MB); what is here is damaged</source>
            <translation>Para encontrar personas hace falta una red pequeña (MediaPipe, 0,4 MB); la que hay está dañada</translation>
        </message>
        <message>
            <source>Finishing…</source>
            <translation>Finalizando…</translation>
        </message>
        <message>
            <source>First nine looks</source>
            <translation>Los nueve primeros looks</translation>
        </message>
        <message>
            <source>First nine styles</source>
            <translation>Los nueve primeros estilos</translation>
        </message>
        <message>
            <source>Folder of recordings</source>
            <translation>Carpeta de grabaciones</translation>
        </message>
        <message>
            <source>Folder of snapshots</source>
            <translation>Carpeta de capturas</translation>
        </message>
        <message>
            <source>Format of recordings</source>
            <translation>Formato de grabación</translation>
        </message>
        <message>
            <source>Frame rate</source>
            <translation>Fotogramas por segundo</translation>
        </message>
        <message>
            <source>Frame rate and latency</source>
            <translation>Fotogramas y latencia</translation>
        </message>
        <message>
            <source>Frames dropped: {count}</source>
            <translation>Fotogramas descartados: {count}</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Pantalla completa</translation>
        </message>
        <message>
            <source>Give refining up</source>
            <translation>Cancelar el refinado</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continuar</translation>
        </message>
        <message>
            <source>Go through styles or looks by itself</source>
            <translation>Recorrer estilos o looks automáticamente</translation>
        </message>
        <message>
            <source>How long each style stays</source>
            <translation>Cuánto dura cada estilo</translation>
        </message>
        <message>
            <source>How much of a first, rough painting in large strokes shows through: bold shapes and contours</source>
            <translation>Cuánto se ve de una primera pintura tosca de trazos grandes: formas y contornos marcados</translation>
        </message>
        <message>
            <source>How much of the paint is laid in strokes along the shapes of the picture</source>
            <translation>Cuánta pintura va en trazos que siguen las formas de la imagen</translation>
        </message>
        <message>
            <source>How much of the photograph's own detail passes; less of it is more paint</source>
            <translation>Cuánto detalle propio de la imagen se conserva; menos es más pintura</translation>
        </message>
        <message>
            <source>How much of the style the picture takes on</source>
            <translation>Cuánto del estilo toma la imagen</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importar</translation>
        </message>
        <message>
            <source>Import looks</source>
            <translation>Importar looks</translation>
        </message>
        <message>
            <source>Keep style and settings as they are now</source>
            <translation>Guardar el estilo y los ajustes actuales</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Teclas</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>Latencia</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>En vivo</translation>
        </message>
        <message>
            <source>Live thumbnails</source>
            <translation>Miniaturas en vivo</translation>
        </message>
        <message>
            <source>Loading the network…</source>
            <translation>Cargando la red…</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Aspecto</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>Ver</translation>
        </message>
        <message>
            <source>Look for cameras</source>
            <translation>Buscar cámaras</translation>
        </message>
        <message>
            <source>Looks</source>
            <translation>Looks</translation>
        </message>
        <message>
            <source>Loop</source>
            <translation>Bucle</translation>
        </message>
        <message>
            <source>Me</source>
            <translation>Yo</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Micrófono</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Míos</translation>
        </message>
        <message>
            <source>Mirror</source>
            <translation>Espejo</translation>
        </message>
        <message>
            <source>Mirror the clean picture</source>
            <translation>Imagen limpia en espejo</translation>
        </message>
        <message>
            <source>Mix</source>
            <translation>Mezcla</translation>
        </message>
        <message>
            <source>Mixing pad</source>
            <translation>Panel de mezcla</translation>
        </message>
        <message>
            <source>Move the wipe left</source>
            <translation>Mover el divisor a la izquierda</translation>
        </message>
        <message>
            <source>Move the wipe right</source>
            <translation>Mover el divisor a la derecha</translation>
        </message>
        <message>
            <source>Move to the left</source>
            <translation>Mover a la izquierda</translation>
        </message>
        <message>
            <source>Move to the right</source>
            <translation>Mover a la derecha</translation>
        </message>
        <message>
            <source>Name of the look</source>
            <translation>Nombre del look</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Red</translation>
        </message>
        <message>
            <source>Network, device and language</source>
            <translation>Red, dispositivo e idioma</translation>
        </message>
        <message>
            <source>Next look</source>
            <translation>Look siguiente</translation>
        </message>
        <message>
            <source>Next style</source>
            <translation>Estilo siguiente</translation>
        </message>
        <message>
            <source>No picture</source>
            <translation>Sin imagen</translation>
        </message>
        <message>
            <source>No picture from the camera</source>
            <translation>La cámara no da imagen</translation>
        </message>
        <message>
            <source>No style of that name</source>
            <translation>Ningún estilo con ese nombre</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>No</translation>
        </message>
        <message>
            <source>One frame back</source>
            <translation>Un fotograma atrás</translation>
        </message>
        <message>
            <source>One frame on</source>
            <translation>Un fotograma adelante</translation>
        </message>
        <message>
            <source>Only people are painted; what is behind them stays as it is</source>
            <translation>Solo se pintan las personas; lo de detrás queda como está</translation>
        </message>
        <message>
            <source>Open a video…</source>
            <translation>Abrir un vídeo…</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>Abrir carpeta</translation>
        </message>
        <message>
            <source>Open the folder of recordings</source>
            <translation>Abrir la carpeta de grabaciones</translation>
        </message>
        <message>
            <source>Open the folder of snapshots</source>
            <translation>Abrir la carpeta de capturas</translation>
        </message>
        <message>
            <source>Or drop a video here.</source>
            <translation>O suelte un vídeo aquí.</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>Salida</translation>
        </message>
        <message>
            <source>Paint</source>
            <translation>Pintar</translation>
        </message>
        <message>
            <source>Paint file</source>
            <translation>Pintar archivo</translation>
        </message>
        <message>
            <source>Paint the whole file</source>
            <translation>Pintar todo el archivo</translation>
        </message>
        <message>
            <source>Paint the whole file in this look, at full quality</source>
            <translation>Pintar todo el archivo con este aspecto, a máxima calidad</translation>
        </message>
        <message>
            <source>Painted</source>
            <translation>Pintado</translation>
        </message>
        <message>
            <source>Painted so far</source>
            <translation>Pintado hasta ahora</translation>
        </message>
        <message>
            <source>Painted {file} in {folder}</source>
            <translation>{file} pintado en {folder}</translation>
        </message>
        <message>
            <source>Painting detail</source>
            <translation>Finura</translation>
        </message>
        <message>
            <source>Paste a picture as a style</source>
            <translation>Pegar una imagen como estilo</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausa</translation>
        </message>
        <message>
            <source>People stay as they are; only what is behind them is painted</source>
            <translation>Las personas quedan como están; solo se pinta lo de detrás</translation>
        </message>
        <message>
            <source>Picture size</source>
            <translation>Tamaño de imagen</translation>
        </message>
        <message>
            <source>Picture size and frame rate of the source</source>
            <translation>Tamaño y fotogramas por segundo de la fuente</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Imágenes</translation>
        </message>
        <message>
            <source>Pictures become styles, a video is played, looks are added</source>
            <translation>Las imágenes serán estilos, un vídeo se reproduce, los looks se añaden</translation>
        </message>
        <message>
            <source>Place in the file</source>
            <translation>Posición en el archivo</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Reproducir</translation>
        </message>
        <message>
            <source>Play a video</source>
            <translation>Reproducir un vídeo</translation>
        </message>
        <message>
            <source>Plays everywhere, and every editor takes it</source>
            <translation>Se reproduce en todas partes y lo aceptan todos los editores</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vista previa</translation>
        </message>
        <message>
            <source>Previous look</source>
            <translation>Look anterior</translation>
        </message>
        <message>
            <source>Previous style</source>
            <translation>Estilo anterior</translation>
        </message>
        <message>
            <source>Put the style in front</source>
            <translation>Poner el estilo delante</translation>
        </message>
        <message>
            <source>Put this away</source>
            <translation>Ocultar</translation>
        </message>
        <message>
            <source>Put this message away</source>
            <translation>Ocultar este mensaje</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Salir</translation>
        </message>
        <message>
            <source>Quit rtstyle?</source>
            <translation>¿Salir de rtstyle?</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Grabar</translation>
        </message>
        <message>
            <source>Recorded {file} in {folder}</source>
            <translation>{file} grabado en {folder}</translation>
        </message>
        <message>
            <source>Recordings</source>
            <translation>Grabaciones</translation>
        </message>
        <message>
            <source>Refine</source>
            <translation>Refinar</translation>
        </message>
        <message>
            <source>Refine the style</source>
            <translation>Refinar el estilo</translation>
        </message>
        <message>
            <source>Refine what I choose</source>
            <translation>Refinar lo que elija</translation>
        </message>
        <message>
            <source>Refining {name}: about a minute</source>
            <translation>Refinando {name}: un minuto aproximadamente</translation>
        </message>
        <message>
            <source>Remove from favourites</source>
            <translation>Quitar de favoritos</translation>
        </message>
        <message>
            <source>Remove noise</source>
            <translation>Quitar ruido</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Reemplazar</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Save the look</source>
            <translation>Guardar el look</translation>
        </message>
        <message>
            <source>Save this look</source>
            <translation>Guardar este look</translation>
        </message>
        <message>
            <source>Save this look, and it stands here</source>
            <translation>Guarde este look y aparecerá aquí</translation>
        </message>
        <message>
            <source>Saved {file} in {folder}</source>
            <translation>{file} guardado en {folder}</translation>
        </message>
        <message>
            <source>Saved {name}</source>
            <translation>{name}: guardado</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>Pantalla</translation>
        </message>
        <message>
            <source>Search styles</source>
            <translation>Buscar estilos</translation>
        </message>
        <message>
            <source>Short side of the picture that is painted; more is finer and slower</source>
            <translation>Lado corto de la imagen que se pinta; más es más fino y más lento</translation>
        </message>
        <message>
            <source>Show yourself in every style</source>
            <translation>Verse en todos los estilos</translation>
        </message>
        <message>
            <source>Slideshow</source>
            <translation>Presentación</translation>
        </message>
        <message>
            <source>Slideshow of</source>
            <translation>Presentación de</translation>
        </message>
        <message>
            <source>Smoothing</source>
            <translation>Suavizado</translation>
        </message>
        <message>
            <source>Snapshot</source>
            <translation>Captura</translation>
        </message>
        <message>
            <source>Snapshots</source>
            <translation>Capturas</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Fuente</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Iniciar</translation>
        </message>
        <message>
            <source>Start rtstyle again to see it in this language</source>
            <translation>El idioma cambiará al volver a abrir rtstyle</translation>
        </message>
        <message>
            <source>Starting {source}…</source>
            <translation>Iniciando: {source}…</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Iniciando…</translation>
        </message>
        <message>
            <source>Stop: {what}</source>
            <translation>Detener: {what}</translation>
        </message>
        <message>
            <source>Stream</source>
            <translation>Transmitir</translation>
        </message>
        <message>
            <source>Stream to the network</source>
            <translation>Transmitir a la red</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Intensidad</translation>
        </message>
        <message>
            <source>Strip</source>
            <translation>Tira</translation>
        </message>
        <message>
            <source>Stroke size</source>
            <translation>Tamaño del trazo</translation>
        </message>
        <message>
            <source>Stronger</source>
            <translation>Más intenso</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>Estilo</translation>
        </message>
        <message>
            <source>Styles</source>
            <translation>Estilos</translation>
        </message>
        <message>
            <source>Styles and mixtures with their settings</source>
            <translation>Estilos y mezclas con sus ajustes</translation>
        </message>
        <message>
            <source>Styles that come with rtstyle stay</source>
            <translation>Los estilos incluidos no se eliminan</translation>
        </message>
        <message>
            <source>Synthetic scene</source>
            <translation>Escena sintética</translation>
        </message>
        <message>
            <source>Take in looks from files; or drop them anywhere</source>
            <translation>Tomar looks de archivos; o soltarlos en cualquier lugar</translation>
        </message>
        <message>
            <source>Takes a camera's noise out of what stands still; half is right for most webcams</source>
            <translation>Quita el ruido de la cámara en lo que no se mueve; la mitad va bien con casi todas las webcams</translation>
        </message>
        <message>
            <source>The end</source>
            <translation>Fin</translation>
        </message>
        <message>
            <source>The file that is being painted is given up.</source>
            <translation>Se abandona el archivo que se está pintando.</translation>
        </message>
        <message>
            <source>The line that does the same in a terminal</source>
            <translation>La línea que hace lo mismo en una terminal</translation>
        </message>
        <message>
            <source>The live picture in the chosen style</source>
            <translation>La imagen en vivo con el estilo elegido</translation>
        </message>
        <message>
            <source>The network that paints</source>
            <translation>La red que pinta</translation>
        </message>
        <message>
            <source>The picture cannot keep up: ask the source for fewer frames (the button beside it), or close other programs.</source>
            <translation>La imagen no da abasto: pida menos fotogramas a la fuente (el botón de al lado) o cierre otros programas.</translation>
        </message>
        <message>
            <source>The picture cannot keep up: choose less painting detail.</source>
            <translation>La imagen no da abasto: elija menos finura.</translation>
        </message>
        <message>
            <source>The recording ends, and is kept.</source>
            <translation>La grabación termina y se conserva.</translation>
        </message>
        <message>
            <source>The size of brush strokes and patterns</source>
            <translation>El tamaño de las pinceladas y los motivos</translation>
        </message>
        <message>
            <source>The stream ends for all who watch it.</source>
            <translation>La transmisión termina para quienes la ven.</translation>
        </message>
        <message>
            <source>The style's colours</source>
            <translation>Los colores del estilo</translation>
        </message>
        <message>
            <source>The style's strokes in your own palette</source>
            <translation>Los trazos del estilo con su propia paleta</translation>
        </message>
        <message>
            <source>The styles</source>
            <translation>Los estilos</translation>
        </message>
        <message>
            <source>The virtual camera goes dark for those who see it.</source>
            <translation>La cámara virtual se apaga para quienes la ven.</translation>
        </message>
        <message>
            <source>The window's language</source>
            <translation>El idioma de la ventana</translation>
        </message>
        <message>
            <source>There is no camera picture</source>
            <translation>No hay imagen de la cámara</translation>
        </message>
        <message>
            <source>Time for each style</source>
            <translation>Tiempo por estilo</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Reintentar</translation>
        </message>
        <message>
            <source>Try the sample scene</source>
            <translation>Probar la escena de ejemplo</translation>
        </message>
        <message>
            <source>Trying again…</source>
            <translation>Reintentando…</translation>
        </message>
        <message>
            <source>Underpainting</source>
            <translation>Pintura de base</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <source>Undo a deletion</source>
            <translation>Deshacer la eliminación</translation>
        </message>
        <message>
            <source>Video file…</source>
            <translation>Archivo de vídeo…</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>Vídeos</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Vista</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>Cámara virtual</translation>
        </message>
        <message>
            <source>Waiting for the first picture…</source>
            <translation>Esperando la primera imagen…</translation>
        </message>
        <message>
            <source>Weaker</source>
            <translation>Menos intenso</translation>
        </message>
        <message>
            <source>What the network runs on</source>
            <translation>Dónde se ejecuta la red</translation>
        </message>
        <message>
            <source>What the network runs on: {device} now</source>
            <translation>Dónde se ejecuta la red: ahora {device}</translation>
        </message>
        <message>
            <source>Where recordings and snapshots go</source>
            <translation>Dónde se guardan grabaciones y capturas</translation>
        </message>
        <message>
            <source>Where the picture comes from</source>
            <translation>De dónde viene la imagen</translation>
        </message>
        <message>
            <source>Your own colours; only light and dark come from the style</source>
            <translation>Sus propios colores; del estilo solo vienen luces y sombras</translation>
        </message>
        <message>
            <source>at {size}</source>
            <translation>a {size}</translation>
        </message>
        <message>
            <source>clean picture</source>
            <translation>imagen limpia</translation>
        </message>
        <message>
            <source>frame rate</source>
            <translation>fotogramas</translation>
        </message>
        <message>
            <source>lower left</source>
            <translation>abajo a la izquierda</translation>
        </message>
        <message>
            <source>lower right</source>
            <translation>abajo a la derecha</translation>
        </message>
        <message>
            <source>network</source>
            <translation>red</translation>
        </message>
        <message>
            <source>no styles yet</source>
            <translation>aún no hay estilos</translation>
        </message>
        <message>
            <source>preview</source>
            <translation>vista previa</translation>
        </message>
        <message>
            <source>recording</source>
            <translation>grabación</translation>
        </message>
        <message>
            <source>source</source>
            <translation>fuente</translation>
        </message>
        <message>
            <source>stream</source>
            <translation>transmisión</translation>
        </message>
        <message>
            <source>the camera</source>
            <translation>la cámara</translation>
        </message>
        <message>
            <source>the screen</source>
            <translation>la pantalla</translation>
        </message>
        <message>
            <source>the synthetic scene</source>
            <translation>la escena sintética</translation>
        </message>
        <message>
            <source>too slow</source>
            <translation>muy lento</translation>
        </message>
        <message>
            <source>upper left</source>
            <translation>arriba a la izquierda</translation>
        </message>
        <message>
            <source>upper right</source>
            <translation>arriba a la derecha</translation>
        </message>
        <message>
            <source>virtual camera</source>
            <translation>cámara virtual</translation>
        </message>
        <message>
            <source>{count} now</source>
            <translation>ahora {count}</translation>
        </message>
        <message>
            <source>{count} per second</source>
            <translation>{count} por segundo</translation>
        </message>
        <message>
            <source>{count} pixels</source>
            <translation>{count} píxeles</translation>
        </message>
        <message>
            <source>{count} seconds</source>
            <translation>{count} s</translation>
        </message>
        <message>
            <source>{done} frames</source>
            <translation>{done} fotogramas</translation>
        </message>
        <message>
            <source>{done} of {total} frames</source>
            <translation>{done} de {total} fotogramas</translation>
        </message>
        <message>
            <source>{file}  in  {folder}</source>
            <translation>{file}  en  {folder}</translation>
        </message>
        <message>
            <source>{first} and {second}</source>
            <translation>{first} y {second}</translation>
        </message>
        <message>
            <source>{name} (not on this machine)</source>
            <translation>{name} (no está en este equipo)</translation>
        </message>
        <message>
            <source>{name} is as good as it gets</source>
            <translation>{name} ya no mejora más</translation>
        </message>
        <message>
            <source>{name} is refined</source>
            <translation>{name}: refinado</translation>
        </message>
        <message>
            <source>{name} is refined already</source>
            <translation>{name} ya está refinado</translation>
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
            <translation>{shown} de {total}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>quedan {time}</translation>
        </message>
    </context>
    <context>
        <name>messages</name>
        <message>
            <source>Connection refused</source>
            <translation>conexión rechazada</translation>
        </message>
        <message>
            <source>Connection timed out</source>
            <translation>se agotó el tiempo de conexión</translation>
        </message>
        <message>
            <source>Device or resource busy</source>
            <translation>el dispositivo está ocupado</translation>
        </message>
        <message>
            <source>Input/output error</source>
            <translation>error de entrada/salida</translation>
        </message>
        <message>
            <source>Network is unreachable</source>
            <translation>la red es inaccesible</translation>
        </message>
        <message>
            <source>No route to host</source>
            <translation>no hay ruta hasta el host</translation>
        </message>
        <message>
            <source>No space left on device</source>
            <translation>no queda espacio en el disco</translation>
        </message>
        <message>
            <source>No such file or directory</source>
            <translation>no existe el archivo o la carpeta</translation>
        </message>
        <message>
            <source>OpenVINO cannot {0} the network: {1}; {2}</source>
            <translation>OpenVINO falla con la red ({0}): {1}; {2}</translation>
        </message>
        <message>
            <source>OpenVINO finds no {0} here, only {1}; see rtstyle devices</source>
            <translation>OpenVINO no encuentra {0} aquí, solo {1}; vea rtstyle devices</translation>
        </message>
        <message>
            <source>OpenVINO is not installed (extra: openvino); use --device cpu</source>
            <translation>OpenVINO no está instalado (extra: openvino); use --device cpu</translation>
        </message>
        <message>
            <source>Operation not permitted</source>
            <translation>operación no permitida</translation>
        </message>
        <message>
            <source>Permission denied</source>
            <translation>permiso denegado</translation>
        </message>
        <message>
            <source>Read-only file system</source>
            <translation>sistema de archivos de solo lectura</translation>
        </message>
        <message>
            <source>a camera cannot deliver {0}x{1} at {2} fps; ask for 1280x720 at 30</source>
            <translation>una cámara no da {0}×{1} a {2} fps; pida 1280×720 a 30</translation>
        </message>
        <message>
            <source>a look needs a name</source>
            <translation>un look necesita un nombre</translation>
        </message>
        <message>
            <source>a style library needs a folder</source>
            <translation>la biblioteca de estilos necesita una carpeta</translation>
        </message>
        <message>
            <source>cannot add {0} to {1}: {2}</source>
            <translation>no se puede añadir {0} a {1}: {2}</translation>
        </message>
        <message>
            <source>cannot add {0}: no picture in this folder can be read</source>
            <translation>no se puede añadir {0}: no hay ninguna imagen legible en la carpeta</translation>
        </message>
        <message>
            <source>cannot compute on {0}: {1}; try --device cpu</source>
            <translation>no se puede calcular en {0}: {1}; pruebe --device cpu</translation>
        </message>
        <message>
            <source>cannot fetch {0}: HTTP {1} {2}; check the address</source>
            <translation>no se puede descargar {0}: HTTP {1} {2}; revise la dirección</translation>
        </message>
        <message>
            <source>cannot fetch {0}: it redirects to an address without encryption</source>
            <translation>no se puede descargar {0}: redirige a una dirección sin cifrar</translation>
        </message>
        <message>
            <source>cannot fetch {0}: larger than the {1} bytes that were expected</source>
            <translation>no se puede descargar {0}: es mayor que los {1} bytes esperados</translation>
        </message>
        <message>
            <source>cannot fetch {0}: not an http or https address</source>
            <translation>no se puede descargar {0}: no es una dirección http o https</translation>
        </message>
        <message>
            <source>cannot fetch {0}: {1}; {2}</source>
            <translation>no se puede descargar {0}: {1}; {2}</translation>
        </message>
        <message>
            <source>cannot keep the refined style in {0}: {1}</source>
            <translation>no se puede guardar el estilo refinado en {0}: {1}</translation>
        </message>
        <message>
            <source>cannot make the folder {0}: {1}</source>
            <translation>no se puede crear la carpeta {0}: {1}</translation>
        </message>
        <message>
            <source>cannot open the microphone {0}: {1}; close other programs that use it, or choose another one</source>
            <translation>no se puede abrir el micrófono {0}: {1}; cierre los programas que lo usen o elija otro</translation>
        </message>
        <message>
            <source>cannot open the virtual camera{0}: {1}{2}</source>
            <translation>no se puede abrir la cámara virtual{0}: {1}{2}</translation>
        </message>
        <message>
            <source>cannot play {0}: give a file or an address that begins with {1}</source>
            <translation>no se puede reproducir {0}: indique un archivo o una dirección que empiece por {1}</translation>
        </message>
        <message>
            <source>cannot play {0}: it has no frames</source>
            <translation>no se puede reproducir {0}: no tiene fotogramas</translation>
        </message>
        <message>
            <source>cannot play {0}: it has no video</source>
            <translation>no se puede reproducir {0}: no tiene vídeo</translation>
        </message>
        <message>
            <source>cannot play {0}: its host or port makes no sense</source>
            <translation>no se puede reproducir {0}: el host o el puerto no son válidos</translation>
        </message>
        <message>
            <source>cannot play {0}: {1}</source>
            <translation>no se puede reproducir {0}: {1}</translation>
        </message>
        <message>
            <source>cannot read weights from {0}: {1}</source>
            <translation>no se pueden leer los pesos de {0}: {1}</translation>
        </message>
        <message>
            <source>cannot read {0} further: its times make no sense: {1}</source>
            <translation>no se puede seguir leyendo {0}: sus tiempos no tienen sentido: {1}</translation>
        </message>
        <message>
            <source>cannot read {0} further: nothing but damage from here on</source>
            <translation>no se puede seguir leyendo {0}: a partir de aquí todo está dañado</translation>
        </message>
        <message>
            <source>cannot read {0} further: {1}</source>
            <translation>no se puede seguir leyendo {0}: {1}</translation>
        </message>
        <message>
            <source>cannot read {0}: it has no video stream{1}</source>
            <translation>no se puede leer {0}: no tiene vídeo{1}</translation>
        </message>
        <message>
            <source>cannot read {0}: it is a folder, a file is needed</source>
            <translation>no se puede leer {0}: es una carpeta y se necesita un archivo</translation>
        </message>
        <message>
            <source>cannot read {0}: it is a picture, not a video</source>
            <translation>no se puede leer {0}: es una imagen, no un vídeo</translation>
        </message>
        <message>
            <source>cannot read {0}: it is cut off, and its index, which stands at the end, is lost; copy it again, or rebuild it with https://github.com/anthwlock/untrunc and a whole video of the same camera</source>
            <translation>no se puede leer {0}: está cortado y falta el índice, que va al final; cópielo de nuevo o reconstrúyalo con https://github.com/anthwlock/untrunc y un vídeo completo de la misma cámara</translation>
        </message>
        <message>
            <source>cannot read {0}: it is cut off, {1} bytes are missing; copy it again, or save the rest with: ffmpeg -i "{2}" -c copy repaired{3}</source>
            <translation>no se puede leer {0}: está cortado, faltan {1} bytes; cópielo de nuevo o salve el resto con: ffmpeg -i "{2}" -c copy repaired{3}</translation>
        </message>
        <message>
            <source>cannot read {0}: it is damaged ({1})</source>
            <translation>no se puede leer {0}: está dañado ({1})</translation>
        </message>
        <message>
            <source>cannot read {0}: it is damaged, its index tells of {1} pictures and sounds in {2} bytes</source>
            <translation>no se puede leer {0}: está dañado: su índice habla de {1} imágenes y sonidos en {2} bytes</translation>
        </message>
        <message>
            <source>cannot read {0}: it is no look, or damaged</source>
            <translation>no se puede leer {0}: no es un look o está dañado</translation>
        </message>
        <message>
            <source>cannot read {0}: it is not a regular file</source>
            <translation>no se puede leer {0}: no es un archivo normal</translation>
        </message>
        <message>
            <source>cannot read {0}: its index alone has {1} bytes</source>
            <translation>no se puede leer {0}: solo su índice ocupa {1} bytes</translation>
        </message>
        <message>
            <source>cannot read {0}: its pixel format {1} cannot be converted</source>
            <translation>no se puede leer {0}: su formato de píxel {1} no se puede convertir</translation>
        </message>
        <message>
            <source>cannot read {0}: no decoder for its video stream on this machine</source>
            <translation>no se puede leer {0}: este equipo no tiene decodificador para su vídeo</translation>
        </message>
        <message>
            <source>cannot read {0}: no such file</source>
            <translation>no se puede leer {0}: no existe el archivo</translation>
        </message>
        <message>
            <source>cannot read {0}: none of its frames can be decoded</source>
            <translation>no se puede leer {0}: no se puede decodificar ningún fotograma</translation>
        </message>
        <message>
            <source>cannot read {0}: not a video in a known format, or damaged beyond reading</source>
            <translation>no se puede leer {0}: no es un vídeo de formato conocido, o está demasiado dañado</translation>
        </message>
        <message>
            <source>cannot read {0}: the file is empty (0 bytes)</source>
            <translation>no se puede leer {0}: el archivo está vacío (0 bytes)</translation>
        </message>
        <message>
            <source>cannot read {0}: the file is larger than 2 GB</source>
            <translation>no se puede leer {0}: el archivo supera los 2 GB</translation>
        </message>
        <message>
            <source>cannot read {0}: there is no picture in it</source>
            <translation>no se puede leer {0}: no contiene imagen</translation>
        </message>
        <message>
            <source>cannot read {0}: there is not enough memory for it</source>
            <translation>no se puede leer {0}: no hay memoria suficiente</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}</source>
            <translation>no se puede leer {0}: {1}</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}; run: {2} --force</source>
            <translation>no se puede leer {0}: {1}; ejecute: {2} --force</translation>
        </message>
        <message>
            <source>cannot read {0}: {1}x{2} is too large a picture for a video</source>
            <translation>no se puede leer {0}: {1}×{2} es demasiado grande para un vídeo</translation>
        </message>
        <message>
            <source>cannot record</source>
            <translation>no se puede grabar</translation>
        </message>
        <message>
            <source>cannot record to {0}: choose .mkv, which survives a crash</source>
            <translation>no se puede grabar en {0}: elija .mkv, que resiste un fallo</translation>
        </message>
        <message>
            <source>cannot remove {0}: it ships with rtstyle; only styles you added can be removed</source>
            <translation>no se puede eliminar {0}: viene con rtstyle; solo se eliminan los estilos propios</translation>
        </message>
        <message>
            <source>cannot remove {0}: {1}</source>
            <translation>no se puede eliminar {0}: {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: give an address that begins with {1}</source>
            <translation>no se puede transmitir a {0}: indique una dirección que empiece por {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: its host or port makes no sense</source>
            <translation>no se puede transmitir a {0}: el host o el puerto no son válidos</translation>
        </message>
        <message>
            <source>cannot stream to {0}: no process can be started: {1}</source>
            <translation>no se puede transmitir a {0}: no se puede iniciar ningún proceso: {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: no {1} in this FFmpeg; use rtmp, udp, tcp or an .m3u8 file</source>
            <translation>no se puede transmitir a {0}: este FFmpeg no tiene {1}; use rtmp, udp, tcp o un archivo .m3u8</translation>
        </message>
        <message>
            <source>cannot stream to {0}: write {1}://HOST:PORT</source>
            <translation>no se puede transmitir a {0}: escriba {1}://HOST:PORT</translation>
        </message>
        <message>
            <source>cannot stream to {0}: {1}</source>
            <translation>no se puede transmitir a {0}: {1}</translation>
        </message>
        <message>
            <source>cannot stream to {0}: {1}; check the address and that it is listening</source>
            <translation>no se puede transmitir a {0}: {1}; revise la dirección y que esté escuchando</translation>
        </message>
        <message>
            <source>cannot stream: PyAV has no H.264 encoder here; install it with: pip install --force-reinstall av</source>
            <translation>no se puede transmitir: PyAV no tiene aquí codificador H.264; instálelo con: pip install --force-reinstall av</translation>
        </message>
        <message>
            <source>cannot take the screen: {0}; run it in a desktop session (on Linux an X11 one, with DISPLAY set), and on macOS allow screen recording in the settings</source>
            <translation>no se puede capturar la pantalla: {0}; ejecútelo en una sesión de escritorio (en Linux, X11 con DISPLAY) y en macOS permita la grabación de pantalla</translation>
        </message>
        <message>
            <source>cannot use the network that finds people: {0}</source>
            <translation>no se puede usar la red que encuentra personas: {0}</translation>
        </message>
        <message>
            <source>cannot use {0}: its SHA-256 is {1}, expected {2}; the file was changed or damaged on the way</source>
            <translation>no se puede usar {0}: su SHA-256 es {1} y se esperaba {2}; el archivo se alteró o dañó por el camino</translation>
        </message>
        <message>
            <source>cannot use {0}: {1}</source>
            <translation>no se puede usar {0}: {1}</translation>
        </message>
        <message>
            <source>cannot write {0}: it exists already</source>
            <translation>no se puede escribir {0}: ya existe</translation>
        </message>
        <message>
            <source>cannot write {0}: it is a folder, a file name is needed</source>
            <translation>no se puede escribir {0}: es una carpeta y se necesita un nombre de archivo</translation>
        </message>
        <message>
            <source>cannot write {0}: it is not a regular file</source>
            <translation>no se puede escribir {0}: no es un archivo normal</translation>
        </message>
        <message>
            <source>cannot write {0}: its folder has %d in its name; choose another one</source>
            <translation>no se puede escribir {0}: su carpeta tiene %d en el nombre; elija otra</translation>
        </message>
        <message>
            <source>cannot write {0}: the picture cannot be encoded as {1}</source>
            <translation>no se puede escribir {0}: la imagen no se puede codificar como {1}</translation>
        </message>
        <message>
            <source>cannot write {0}: there is no folder {1}</source>
            <translation>no se puede escribir {0}: no existe la carpeta {1}</translation>
        </message>
        <message>
            <source>cannot write {0}: unknown picture format {1}; use one of {2}</source>
            <translation>no se puede escribir {0}: formato de imagen desconocido {1}; use uno de {2}</translation>
        </message>
        <message>
            <source>cannot write {0}: unknown video format {1}; use one of {2}</source>
            <translation>no se puede escribir {0}: formato de vídeo desconocido {1}; use uno de {2}</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}</source>
            <translation>no se puede escribir {0}: {1}</translation>
        </message>
        <message>
            <source>cannot write {0}: {1} cannot hold a variable frame rate; choose .mkv</source>
            <translation>no se puede escribir {0}: {1} no admite una frecuencia variable; elija .mkv</translation>
        </message>
        <message>
            <source>cannot write {0}: {1} holds {2} pixels a side at most; write a .png</source>
            <translation>no se puede escribir {0}: {1} admite como máximo {2} píxeles por lado; use .png</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}; check the folder</source>
            <translation>no se puede escribir {0}: {1}; revise la carpeta</translation>
        </message>
        <message>
            <source>cannot write {0}: {1}; check the folder and the free space</source>
            <translation>no se puede escribir {0}: {1}; revise la carpeta y el espacio libre</translation>
        </message>
        <message>
            <source>cannot {0}: out of memory; choose a smaller size</source>
            <translation>no se puede {0}: falta memoria; elija un tamaño menor</translation>
        </message>
        <message>
            <source>cannot {0}: {1}</source>
            <translation>no se puede {0}: {1}</translation>
        </message>
        <message>
            <source>check the address and the network</source>
            <translation>revise la dirección y la red</translation>
        </message>
        <message>
            <source>close other programs that feed it, or make it anew: sudo modprobe -r v4l2loopback; {0}</source>
            <translation>cierre los programas que la alimentan o créela de nuevo: sudo modprobe -r v4l2loopback; {0}</translation>
        </message>
        <message>
            <source>did you mean {0}?</source>
            <translation>¿quiso decir {0}?</translation>
        </message>
        <message>
            <source>encode the style</source>
            <translation>procesar el estilo</translation>
        </message>
        <message>
            <source>finding people needs OpenVINO; run: pip install 'rtstyle[openvino]'</source>
            <translation>para encontrar personas hace falta OpenVINO: pip install 'rtstyle[openvino]'</translation>
        </message>
        <message>
            <source>install OBS Studio 26 or newer, which brings the virtual camera</source>
            <translation>instale OBS Studio 26 o posterior, que trae la cámara virtual</translation>
        </message>
        <message>
            <source>install OBS Studio 30 or newer, start it, click Start Virtual Camera once, and quit it</source>
            <translation>instale OBS Studio 30 o posterior, ábralo, pulse una vez «Iniciar cámara virtual» y ciérrelo</translation>
        </message>
        <message>
            <source>it is out of memory</source>
            <translation>falta memoria</translation>
        </message>
        <message>
            <source>no GPU of a Mac is available to torch; use --device cpu</source>
            <translation>torch no dispone de la GPU del Mac; use --device cpu</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>no respondió a tiempo</translation>
        </message>
        <message>
            <source>no camera is plugged in</source>
            <translation>no hay ninguna cámara conectada</translation>
        </message>
        <message>
            <source>no device {0}:{1}: this machine has {2}; see rtstyle devices</source>
            <translation>no hay dispositivo {0}:{1}: este equipo tiene {2}; vea rtstyle devices</translation>
        </message>
        <message>
            <source>no file can be made in {0}; choose another folder</source>
            <translation>no se puede crear un archivo en {0}; elija otra carpeta</translation>
        </message>
        <message>
            <source>no look {0}: {1}</source>
            <translation>no hay ningún look {0}: {1}</translation>
        </message>
        <message>
            <source>no permission: choose another place or change its permissions</source>
            <translation>sin permiso: elija otro lugar o cambie los permisos</translation>
        </message>
        <message>
            <source>no photographs to refine on in {0}: install rtstyle again</source>
            <translation>faltan en {0} las fotografías para refinar: reinstale rtstyle</translation>
        </message>
        <message>
            <source>no source given; choose {0}</source>
            <translation>no se indicó ninguna fuente; elija {0}</translation>
        </message>
        <message>
            <source>no style in {0}: give a name or a picture, NAME[:WEIGHT]</source>
            <translation>no hay estilo en {0}: dé un nombre o una imagen, NOMBRE[:PESO]</translation>
        </message>
        <message>
            <source>no {0} device is available; use --device cpu, or install a driver and a {1} build of torch</source>
            <translation>no hay dispositivo {0}; use --device cpu o instale un controlador y torch para {1}</translation>
        </message>
        <message>
            <source>paint</source>
            <translation>pintar</translation>
        </message>
        <message>
            <source>painting the file</source>
            <translation>la pintura del archivo</translation>
        </message>
        <message>
            <source>pictures from the network are not fetched: save it first, then drop the file</source>
            <translation>no se descargan imágenes de la red: guárdela primero y suelte el archivo</translation>
        </message>
        <message>
            <source>prepare the network</source>
            <translation>preparar la red</translation>
        </message>
        <message>
            <source>record</source>
            <translation>grabar</translation>
        </message>
        <message>
            <source>refining the style</source>
            <translation>el refinado del estilo</translation>
        </message>
        <message>
            <source>several cameras are called {0}; {1}</source>
            <translation>varias cámaras se llaman {0}; {1}</translation>
        </message>
        <message>
            <source>something is missing behind {0}: choose {1}</source>
            <translation>falta algo detrás de {0}: elija {1}</translation>
        </message>
        <message>
            <source>something went wrong that should not have: {0}</source>
            <translation>algo falló de forma inesperada: {0}</translation>
        </message>
        <message>
            <source>the disk is full: free some space and run it again</source>
            <translation>el disco está lleno: libere espacio y vuelva a intentarlo</translation>
        </message>
        <message>
            <source>the disk quota is used up: free some space and run it again</source>
            <translation>se agotó la cuota de disco: libere espacio y vuelva a intentarlo</translation>
        </message>
        <message>
            <source>the encoder {0} does not work on this machine; choose the codec h264</source>
            <translation>el codificador {0} no funciona en este equipo; elija el códec h264</translation>
        </message>
        <message>
            <source>the file grew larger than this file system or a limit allows</source>
            <translation>el archivo superó lo que permite el sistema de archivos o un límite</translation>
        </message>
        <message>
            <source>the file system is read-only: choose another folder</source>
            <translation>el sistema de archivos es de solo lectura: elija otra carpeta</translation>
        </message>
        <message>
            <source>the microphone needs PortAudio; install it with: sudo apt install libportaudio2</source>
            <translation>el micrófono necesita PortAudio; instálelo con: sudo apt install libportaudio2</translation>
        </message>
        <message>
            <source>the microphone needs sounddevice; install it with: pip install "rtstyle[audio]"</source>
            <translation>el micrófono necesita sounddevice; instálelo con: pip install "rtstyle[audio]"</translation>
        </message>
        <message>
            <source>the name is too long</source>
            <translation>el nombre es demasiado largo</translation>
        </message>
        <message>
            <source>the network that finds people is not on this machine (0.4 MB, MediaPipe); run: {0}</source>
            <translation>la red que encuentra personas no está en este equipo (0,4 MB, MediaPipe); ejecute: {0}</translation>
        </message>
        <message>
            <source>the null sink keeps nothing, whatever is said to it: write null</source>
            <translation>la salida null no guarda nada: escriba solo null</translation>
        </message>
        <message>
            <source>the picture changes from {0}x{1} to {2}x{3} at frame {4}; scale the video to one size first</source>
            <translation>la imagen pasa de {0}×{1} a {2}×{3} en el fotograma {4}; escale antes el vídeo a un solo tamaño</translation>
        </message>
        <message>
            <source>the recording was ended and is kept</source>
            <translation>la grabación terminó y se conserva</translation>
        </message>
        <message>
            <source>the screen cannot be taken any more: {0}</source>
            <translation>ya no se puede capturar la pantalla: {0}</translation>
        </message>
        <message>
            <source>the screen cannot be taken {0} times per second; choose 1 to {1}</source>
            <translation>la pantalla no se puede capturar {0} veces por segundo; elija de 1 a {1}</translation>
        </message>
        <message>
            <source>the screen needs mss; install it with: pip install "rtstyle[screen]"</source>
            <translation>la pantalla necesita mss; instálelo con: pip install "rtstyle[screen]"</translation>
        </message>
        <message>
            <source>the screen region {0} is empty: give left,top,width,height in pixels</source>
            <translation>la región {0} está vacía: dé izquierda,arriba,ancho,alto en píxeles</translation>
        </message>
        <message>
            <source>the screen region {0} lies outside the desktop, which is {1}x{2} pixels from {3},{4}</source>
            <translation>la región {0} está fuera del escritorio, que mide {1}×{2} píxeles desde {3},{4}</translation>
        </message>
        <message>
            <source>the screen region {0} makes no sense: write screen:LEFT,TOP,WIDTH,HEIGHT in pixels</source>
            <translation>la región {0} no es válida: escriba screen:IZQUIERDA,ARRIBA,ANCHO,ALTO en píxeles</translation>
        </message>
        <message>
            <source>the sound system does not answer: {0}</source>
            <translation>el sistema de sonido no responde: {0}</translation>
        </message>
        <message>
            <source>the virtual camera needs pyvirtualcam; install it with: pip install "rtstyle[virtualcam]"</source>
            <translation>la cámara virtual necesita pyvirtualcam; instálelo con: pip install "rtstyle[virtualcam]"</translation>
        </message>
        <message>
            <source>the weight in {0} must be a number above 0</source>
            <translation>el peso en {0} debe ser un número mayor que 0</translation>
        </message>
        <message>
            <source>the weights of {0} are not at {1}; {2}</source>
            <translation>los pesos de {0} no están en {1}; {2}</translation>
        </message>
        <message>
            <source>the weights of {0} ship with rtstyle and cannot be fetched; install it again</source>
            <translation>los pesos de {0} vienen con rtstyle y no se descargan; reinstálelo</translation>
        </message>
        <message>
            <source>there is a look {0} already: choose another name</source>
            <translation>ya hay un look {0}: elija otro nombre</translation>
        </message>
        <message>
            <source>there is no camera {0}; {1}</source>
            <translation>no hay ninguna cámara {0}; {1}</translation>
        </message>
        <message>
            <source>there is no microphone: plug one in, or leave out --microphone</source>
            <translation>no hay micrófono: conecte uno o quite --microphone</translation>
        </message>
        <message>
            <source>there is no picture to add: copy or drop a picture, a file or a folder</source>
            <translation>no hay imagen que añadir: copie o suelte una imagen, un archivo o una carpeta</translation>
        </message>
        <message>
            <source>there is no picture to send anywhere: choose a source first</source>
            <translation>no hay imagen que enviar: elija antes una fuente</translation>
        </message>
        <message>
            <source>there is no sink {0}: nothing runs</source>
            <translation>no hay salida {0}: no hay nada en marcha</translation>
        </message>
        <message>
            <source>there is no sink {0}; choose {1}</source>
            <translation>no hay salida {0}; elija {1}</translation>
        </message>
        <message>
            <source>there is no source {0}, and no such file; choose {1}</source>
            <translation>no hay fuente {0} ni archivo con ese nombre; elija {1}</translation>
        </message>
        <message>
            <source>there is no synthetic scene {0}: write synthetic or synthetic:counter</source>
            <translation>no hay escena sintética {0}: escriba synthetic o synthetic:counter</translation>
        </message>
        <message>
            <source>there is no virtual camera backend {0} here; there are: {1}</source>
            <translation>no hay aquí un sistema de cámara virtual {0}; hay: {1}</translation>
        </message>
        <message>
            <source>there is none; install it with: {0}; and make one with: {1}</source>
            <translation>no hay ninguna; instálela con: {0}; y créela con: {1}</translation>
        </message>
        <message>
            <source>this torch is not built for ROCm; use --device cpu, or install one that is</source>
            <translation>este torch no es para ROCm; use --device cpu o instale uno que lo sea</translation>
        </message>
        <message>
            <source>too many files are open</source>
            <translation>hay demasiados archivos abiertos</translation>
        </message>
        <message>
            <source>unknown device {0}: choose {1}</source>
            <translation>dispositivo desconocido {0}: elija {1}</translation>
        </message>
        <message>
            <source>unknown model {0}: {1}</source>
            <translation>red desconocida {0}: {1}</translation>
        </message>
        <message>
            <source>weights in {0} are of no network that is known: {1}</source>
            <translation>los pesos de {0} no son de ninguna red conocida: {1}</translation>
        </message>
        <message>
            <source>weights in {0} do not match the checksum recorded beside them: they are damaged; run: rtstyle models fetch {1} --force</source>
            <translation>los pesos de {0} no coinciden con su suma de control: están dañados; ejecute: rtstyle models fetch {1} --force</translation>
        </message>
        <message>
            <source>what it sends is no video that can be decoded</source>
            <translation>lo que envía no es un vídeo que se pueda decodificar</translation>
        </message>
        <message>
            <source>what was pasted is no picture that can be read</source>
            <translation>lo pegado no es una imagen legible</translation>
        </message>
        <message>
            <source>{0} broke off: {1}; it is tried again</source>
            <translation>{0} se cortó: {1}; se vuelve a intentar</translation>
        </message>
        <message>
            <source>{0} bytes are kept, run it again to resume</source>
            <translation>se conservan {0} bytes; vuelva a intentarlo para continuar</translation>
        </message>
        <message>
            <source>{0} does not answer</source>
            <translation>{0} no responde</translation>
        </message>
        <message>
            <source>{0} does not answer ({1} s)</source>
            <translation>{0} no responde ({1} s)</translation>
        </message>
        <message>
            <source>{0} failed</source>
            <translation>{0}: error</translation>
        </message>
        <message>
            <source>{0} failed ({1}); {2} paints now</source>
            <translation>{0} falló ({1}); ahora pinta {2}</translation>
        </message>
        <message>
            <source>{0} failed: Python could not be started</source>
            <translation>{0}: no se pudo iniciar Python</translation>
        </message>
        <message>
            <source>{0} has ended</source>
            <translation>{0}: ha terminado</translation>
        </message>
        <message>
            <source>{0} has sent no picture for {1} s{2}; it is tried again</source>
            <translation>{0} no envía imagen desde hace {1} s{2}; se vuelve a intentar</translation>
        </message>
        <message>
            <source>{0} has shown the very same picture for {1} s: check its cable; it is tried again</source>
            <translation>{0} muestra la misma imagen desde hace {1} s: revise el cable; se vuelve a intentar</translation>
        </message>
        <message>
            <source>{0} is damaged, or another file; run: {1} --force</source>
            <translation>{0} está dañado o es otro archivo; ejecute: {1} --force</translation>
        </message>
        <message>
            <source>{0} is more than so small a file can hold; it is cut off or damaged</source>
            <translation>{0} es más de lo que cabe en un archivo tan pequeño; está cortado o dañado</translation>
        </message>
        <message>
            <source>{0} is more than the {1} megapixels that a picture of its kind may have; scale it down first</source>
            <translation>{0} supera los {1} megapíxeles permitidos para este tipo de imagen; redúzcala antes</translation>
        </message>
        <message>
            <source>{0} is more than {1} megapixels; scale it down first</source>
            <translation>{0} supera los {1} megapíxeles; redúzcala antes</translation>
        </message>
        <message>
            <source>{0} is not used: {1}</source>
            <translation>{0} no se usa: {1}</translation>
        </message>
        <message>
            <source>{0} is {1}: it would be lost; choose another name for the result</source>
            <translation>{0} es {1} y se perdería; elija otro nombre para el resultado</translation>
        </message>
        <message>
            <source>{0} stopped sending; it is tried again</source>
            <translation>{0} dejó de enviar; se vuelve a intentar</translation>
        </message>
        <message>
            <source>{0}: {1}: no file can be made in {2}; choose another folder</source>
            <translation>{0}: {1}: no se puede crear un archivo en {2}; elija otra carpeta</translation>
        </message>
        <message>
            <source>{0}: {1}: only {2} MB are left on the disk, {3} MB are the least; free some space</source>
            <translation>{0}: {1}: solo quedan {2} MB en el disco y hacen falta {3} MB; libere espacio</translation>
        </message>
        <message>
            <source>{0}; choose one of: {1}</source>
            <translation>{0}; elija entre: {1}</translation>
        </message>
        <message>
            <source>{0}; it goes on without one</source>
            <translation>{0}; se continúa sin él</translation>
        </message>
    </context>
</TS>
