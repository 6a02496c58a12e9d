"""The one window: it lays the parts out and connects what they ask for with what does it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QByteArray, QSize, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from rtstyle.gui.actions import KeyHelp, make_actions
from rtstyle.gui.address_popup import AddressPopup
from rtstyle.gui.banner import Banner
from rtstyle.gui.bars import OutputBar, SourceBar, action_buttons
from rtstyle.gui.bridge import timer
from rtstyle.gui.commands import Commands
from rtstyle.gui.controls import ControlPanel
from rtstyle.gui.files_popup import FilesPopup
from rtstyle.gui.first_choice import FirstChoice
from rtstyle.gui.icons import application_icon
from rtstyle.gui.inventory import OPEN_FILE, Inventory, device_title
from rtstyle.gui.language import mark, tr
from rtstyle.gui.leaving import LeavingQuestion
from rtstyle.gui.looks.actions import LookActions
from rtstyle.gui.looks.model import LookListModel
from rtstyle.gui.looks.strip import LookGallery, LookNamePopup
from rtstyle.gui.offer import Offer
from rtstyle.gui.outputs import Outputs, SinkFactory
from rtstyle.gui.painted_part import PaintedPartChoice
from rtstyle.gui.picture.actions import PictureActions
from rtstyle.gui.places import open_in_desktop, shown_folder
from rtstyle.gui.player.actions import PlayerActions
from rtstyle.gui.player.bar import PlayerBar
from rtstyle.gui.player.paint_popup import PaintPopup
from rtstyle.gui.preview import PreviewWidget
from rtstyle.gui.preview_status import PreviewStatus
from rtstyle.gui.remote_control import RemoteControl
from rtstyle.gui.slideshow import Slideshow
from rtstyle.gui.state import OutputKind
from rtstyle.gui.strips import Strips
from rtstyle.gui.styles.actions import StyleActions
from rtstyle.gui.styles.gallery import StyleGallery, text_button
from rtstyle.gui.styles.live_thumbnails import LiveThumbnails
from rtstyle.gui.styles.model import StyleListModel
from rtstyle.gui.styles.refining import StyleRefining
from rtstyle.gui.widgets import rule, with_shortcut
from rtstyle.styles.looks import LookLibrary

if TYPE_CHECKING:
    from PyQt6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent

    from rtstyle.gui.session import LiveSession
    from rtstyle.settings import Settings

_MEASURE_MS = 500
_MARGIN = 14
_SIZE = QSize(1360, 930)
_LEAST = QSize(800, 500)
_LOW = 640
"""Height below which tiles are small, logical pixels."""


class MainWindow(QMainWindow):
    """The window of one `LiveSession`.

    Attributes:
        ended: The window is closed and everything behind it has ended.
    """

    ended = pyqtSignal()

    def __init__(self, session: LiveSession, make_sink: SinkFactory) -> None:
        super().__init__()
        self.setWindowTitle("rtstyle")
        self.setWindowIcon(application_icon())
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self._session = session
        self._closing = self._was_maximized = False
        self.leaving = LeavingQuestion(self)
        self.leaving.confirmed.connect(self.close_now)
        self.outputs = Outputs(session, make_sink)
        self.inventory = Inventory(session.background)
        self.live_thumbnails = LiveThumbnails(session)
        self.actions_by_name = make_actions(self)
        self._lay_out()
        self.preview_status = PreviewStatus(session, self.preview, self.banner, self.first_choice)
        self.style_actions = StyleActions(session, self.styles, self.gallery, self.panel.pad)
        self.refining = StyleRefining(session, self.styles, self.outputs)
        library = LookLibrary(session.library)
        self.look_actions = LookActions(session, self.looks, self.preview, library)
        self.look_name = LookNamePopup(self, self.look_actions.is_taken)
        self.slideshow = Slideshow()
        self.player_actions = PlayerActions(
            session, self.player, self.output_bar.paint, self.paint_popup, self.actions_by_name
        )
        self.picture_actions = PictureActions(session, self.actions_by_name)
        self.painted_part = PaintedPartChoice(session, self.panel, self.offer)
        self.commands = Commands(self, session)
        self.remote = RemoteControl(self, session)
        self._measuring = timer(self, _MEASURE_MS, self._measure)
        self._connect()
        self.commands.connect_actions()
        self._show_settings(session.settings)
        self._restore_window(session.settings.window)
        self._restore_switches(session.settings)

    def start(self) -> None:
        """Shows the window and starts the picture."""
        self.show()
        self.gallery.view.setFocus()
        self._session.start()
        self.style_actions.shelf.refresh()
        self.look_actions.refresh()
        self.inventory.start()
        self.picture_actions.start()
        self._measuring.start()
        if self._session.settings.osc:
            self.remote.listen(self._session.settings.osc)

    # Layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        actions = self.actions_by_name
        self.preview = PreviewWidget(self._session.preview)
        self.offer = Offer(self.preview)
        self.first_choice = FirstChoice(self.preview)
        self.player = PlayerBar(actions)
        self.banner = Banner()
        self.styles = StyleListModel()
        self.panel = ControlPanel(self.styles.picture)
        sheets = {"clean_picture": "picture", "help": "keyboard", "panel": "panel"}
        self.source_bar = SourceBar(action_buttons(actions, sheets))
        view = {"snapshot": "snapshot", "": "", "wipe": "wipe", "mirror": "mirror", "measure": "measure"}
        self.output_bar = OutputBar(
            action_buttons(actions, {"microphone": "microphone"}),
            action_buttons(actions, {**view, "full_screen": "full-screen"}),
        )
        add = text_button(
            tr("Add"), "add", with_shortcut(tr("Add pictures as styles; or drop them anywhere"), "Ctrl+O")
        )
        add.clicked.connect(actions["add_styles"].trigger)
        live = text_button(
            tr("Live"), "live", with_shortcut(tr("Show yourself in every style"), "L"), checkable=True
        )
        live.clicked.connect(actions["live_thumbnails"].trigger)
        actions["live_thumbnails"].toggled.connect(live.setChecked)
        self.strips = Strips()
        self.gallery = StyleGallery(self.styles, self.strips.make_tabs(), [live, add])
        self.looks = LookListModel()
        self.looks_gallery = LookGallery(self.looks, self.strips.make_tabs())
        self.strips.add("styles", self.gallery)
        self.strips.add("looks", self.looks_gallery)
        self.help = KeyHelp(self)
        self.help.closed.connect(lambda: actions["help"].setChecked(False))
        self.address = AddressPopup(self)
        self.files = FilesPopup(self)
        self.paint_popup = PaintPopup(self)
        self.output_bar.files.clicked.connect(lambda: self.files.open_above(self.output_bar.files))
        frame = self._frame = QVBoxLayout()
        frame.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        frame.setSpacing(10)
        frame.addWidget(self.banner)
        frame.addWidget(self.preview, 1)
        frame.addWidget(self.player)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(frame, 1)
        left.addWidget(self.output_bar)
        self._lines = [rule(), rule()]
        left.addWidget(self._lines[0])
        left.addWidget(self.strips)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left, 1)
        middle.addWidget(self.panel)
        body = QWidget()
        body.setObjectName("window")
        whole = QVBoxLayout(body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.source_bar)
        whole.addWidget(self._lines[1])
        whole.addLayout(middle, 1)
        self.setCentralWidget(body)
        self.setMinimumSize(_LEAST)
        screen = self.screen()
        room = screen.availableGeometry().size() if screen is not None else _SIZE
        self.resize(_SIZE.boundedTo(room))
        self._chrome: tuple[QWidget, ...] = (self.source_bar, self.output_bar, self.strips, *self._lines)

    def _connect(self) -> None:
        session, bar = self._session, self.source_bar
        session.settings_changed.connect(self._show_settings)
        session.size_changed.connect(self.panel.show_size_in_use)
        session.engine_ready.connect(self._engine_ready)
        session.closed.connect(self._end)
        self.outputs.changed.connect(self.output_bar.show_state)
        self.outputs.finished.connect(self._output_finished)
        self.preview_status.snapshot_saved.connect(
            lambda file: self._offer_file(mark("Saved {file} in {folder}"), file, tr("Look at it"))
        )
        self.files.change_requested.connect(lambda name, value: session.change(**{name: value}))
        self.inventory.sources_changed.connect(lambda found: bar.show_sources(found, session.settings.source))
        self.inventory.networks_changed.connect(
            lambda found: bar.network.show_choices(found, session.settings.model)
        )
        self.inventory.devices_changed.connect(
            lambda found: bar.device.show_choices(found, session.settings.device)
        )
        self.live_thumbnails.scene_ready.connect(self.styles.set_scene)
        self.styles.modelReset.connect(lambda: self.live_thumbnails.set_styles(self.styles.names))
        session.source_started.connect(lambda info: bar.format.show_delivered(info.description))
        bar.format.change_requested.connect(lambda change: session.change(**change))
        bar.source_picked.connect(self.commands.pick_source)
        bar.refresh_requested.connect(self.inventory.look_for_sources)
        bar.network_picked.connect(lambda name: session.change(model=name))
        bar.device_picked.connect(lambda name: session.change(device=name))
        bar.language_picked.connect(self._change_language)
        self.panel.change_requested.connect(self.commands.change)
        self.panel.slideshow_requested.connect(self.slideshow.run)
        self.slideshow.due.connect(self.commands.advance)
        self.slideshow.changed.connect(self.panel.show_slideshow)
        self.slideshow.changed.connect(self.actions_by_name["slideshow"].setChecked)
        self.slideshow.changed.connect(lambda on: session.change(slideshow=on))
        session.look_requested.connect(self.slideshow.begin_again)
        self.refining.said.connect(self.preview.flash)
        self.style_actions.shelf.entries_changed.connect(lambda _: self.refining.look())
        self.gallery.view.refine_requested.connect(self.commands.refine)
        for actions in (self.style_actions, self.look_actions):
            actions.said.connect(self.preview.flash)
            actions.deleted.connect(
                lambda title, actions=actions: self.commands.note_deletion(title, actions.bring_back)
            )
        self._connect_looks()
        self._connect_player()
        self.preview.wipe_moved.connect(lambda share: session.change(wipe=share))
        self.style_actions.video_dropped.connect(lambda path: session.change(source=path))
        self.preview.full_screen_requested.connect(self.actions_by_name["full_screen"].trigger)
        self.address.start_requested.connect(lambda url: self.outputs.start(OutputKind.NETWORK, url))
        outputs = {OutputKind.RECORDING: "record", OutputKind.VIRTUAL_CAMERA: "virtual_camera"}
        for kind, button in self.output_bar.buttons.items():
            button.clicked.connect(self.actions_by_name[outputs.get(kind, "stream")].trigger)

    def _connect_looks(self) -> None:
        actions, gallery = self.look_actions, self.looks_gallery
        gallery.view.chosen.connect(actions.choose)
        gallery.view.remove_requested.connect(actions.delete)
        gallery.view.export_requested.connect(lambda name: actions.ask_where_to_export(name, self))
        gallery.take_in.clicked.connect(lambda: actions.ask_for_files(self))
        gallery.save.clicked.connect(self.actions_by_name["save_look"].trigger)
        self.look_name.save_requested.connect(actions.save)
        self.style_actions.looks_dropped.connect(actions.take_in)
        self.strips.picked.connect(self.commands.show_strip)

    def _connect_player(self) -> None:
        self.first_choice.video_wanted.connect(lambda: self.commands.pick_source(OPEN_FILE))
        self.first_choice.scene_wanted.connect(lambda: self._session.change(source="synthetic"))
        self.first_choice.retry_wanted.connect(self._session.reopen)
        self.output_bar.paint.clicked.connect(self.player_actions.open_popup)
        self.player_actions.said.connect(self.preview.flash)
        self.player_actions.painted.connect(
            lambda file: self._offer_file(mark("Painted {file} in {folder}"), file, tr("Play"))
        )

    # What the session tells ---------------------------------------------------------------------------------------

    def _show_settings(self, settings: Settings) -> None:
        self.panel.show_settings(settings)
        self.actions_by_name["mirror"].setChecked(self._session.preview.mirror)
        self.actions_by_name["measure"].setChecked(settings.overlay)
        for name in ("live_thumbnails", "refine_chosen"):
            self.actions_by_name[name].setChecked(getattr(settings, name))
        self.actions_by_name["loop"].setChecked(settings.loop)
        self.actions_by_name["microphone"].setChecked(settings.microphone)
        if not settings.microphone:
            self.banner.solve("microphone")
        self.source_bar.show_sources(self.inventory.sources, settings.source)
        self.source_bar.format.show_settings(settings)
        self.files.show_settings(settings)
        self.strips.show_strip(settings.strip)
        self.source_bar.network.show_choice(settings.model)
        self.source_bar.language.show_choice(settings.language)
        self.source_bar.device.show_choice(settings.device, device_title(settings.device))
        self._measure()

    def _engine_ready(self, device: str) -> None:
        self.source_bar.device.setToolTip(tr("What the network runs on: {device} now", device=device))
        self.inventory.look_for_networks()

    def _output_finished(self, kind: OutputKind, target: str) -> None:
        if kind is OutputKind.RECORDING:
            self._offer_file(mark("Recorded {file} in {folder}"), Path(target), tr("Play"))

    def _offer_file(self, done: str, file: Path, opens: str) -> None:
        """Says where something is that was made, and offers to look at it and for it."""
        self.offer.make(
            tr(done, file=file.name, folder=shown_folder(file.parent)),
            {opens: lambda: open_in_desktop(file), tr("Open folder"): lambda: open_in_desktop(file.parent)},
        )

    def _measure(self) -> None:
        self.outputs.refresh()
        measured = self._session.measure()
        if measured is not None and self._session.ready:
            # Painting with less detail does not make a camera faster.
            self.panel.show_size_in_use(measured.size, behind=measured.behind and not measured.starved)
            self.preview_status.show_measurements(measured)

    # What the user asks for ---------------------------------------------------------------------------------------

    def set_full_screen(self, on: bool) -> None:
        """Shows the picture alone, or everything again."""
        for widget in self._chrome:
            widget.setVisible(not on)
        self.panel.setVisible(not on and self.actions_by_name["panel"].isChecked())
        self.preview.set_rounded(not on)
        margin = 0 if on else _MARGIN
        self._frame.setContentsMargins(margin, margin, margin, margin)
        if on:
            self._was_maximized = self.isMaximized()
            self.showFullScreen()
            self.preview.flash(tr("Esc leaves the full screen"))
        elif self._was_maximized:
            self.showMaximized()
        else:
            self.showNormal()

    def _change_language(self, language: str) -> None:
        self._session.change(language=language)
        self.preview.flash(tr("Start rtstyle again to see it in this language"))

    def dismiss(self) -> None:
        """Puts away what lies over the picture, one thing at a time: Esc."""
        if self.help.isVisible():
            self.help.hide()
        elif self.actions_by_name["full_screen"].isChecked():
            self.actions_by_name["full_screen"].setChecked(False)
        elif self.gallery.search.hasFocus():
            self.gallery.search.clear()
            self.gallery.view.setFocus()
        else:
            self.banner.dismiss()

    # Qt's events --------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        """Pictures, folders and videos are welcome anywhere."""
        mime = event.mimeData() if event is not None else None
        if event is not None and mime is not None and (mime.hasUrls() or mime.hasImage()):
            event.acceptProposedAction()
            self.preview.set_drop_hint(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent | None) -> None:
        """It was not to be."""
        self.preview.set_drop_hint(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent | None) -> None:
        """Adds them as styles; a video becomes the source."""
        self.preview.set_drop_hint(False)
        if event is not None and self.style_actions.take_in(event.mimeData()):
            event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """The sheet of keys covers the whole window."""
        self.help.setGeometry(self.rect())
        for view in (self.gallery.view, self.looks_gallery.view):
            view.set_small(self.height() < _LOW)
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Asks first while something is recorded or sent, else does `close_now`."""
        running = [] if self._closing else [*self.outputs.losses, *self.player_actions.painting.losses]
        if running and event is not None:
            event.ignore()
            self.leaving.ask(running)
            return
        self.close_now()

    def close_now(self) -> None:
        """Hides at once; recordings are finished and threads ended behind the scenes, then `ended` follows."""
        if self._closing:
            return
        self._closing = True
        if not self.actions_by_name["full_screen"].isChecked():
            self._session.change(window=bytes(self.saveGeometry().toHex().data()).decode())
        self._measuring.stop()
        self.inventory.stop()
        self.live_thumbnails.stop()
        self.hide()
        self.remote.close()
        self.player_actions.close()
        self.picture_actions.close()
        self.refining.close()
        self._session.close()

    def _end(self) -> None:
        self.live_thumbnails.close()
        self.slideshow.stop()
        self.style_actions.close()
        self.ended.emit()

    def _restore_switches(self, settings: Settings) -> None:
        self.actions_by_name["panel"].setChecked(settings.panel)
        self.panel.setVisible(settings.panel)
        self.slideshow.run(settings.slideshow, settings.slideshow_s)
        self.actions_by_name["wipe"].setChecked(settings.wipe >= 0)

    def _restore_window(self, text: str) -> None:
        if text:
            self.restoreGeometry(QByteArray.fromHex(QByteArray(text.encode())))
