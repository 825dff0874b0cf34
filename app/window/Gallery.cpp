#include "app/window/Gallery.h"

#include "app/dialogs/Settings.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/gallery/GalleryContents.h"
#include "app/session/Document.h"
#include "widgets/numbers/PanelTheme.h"
#include "widgets/panels/gallery/GalleryPage.h"

#include <QAction>
#include <QEvent>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenuBar>

#include <algorithm>
#include <set>
#include <utility>

namespace dqm {

namespace {

/// What says nothing to the experiment behind the page.
const std::set<CommandId>& commandsBesideIt()
{
    static const std::set<CommandId> all{CommandId::Gallery, CommandId::Open, CommandId::Quit,
        CommandId::TypeLarger, CommandId::TypeSmaller, CommandId::TypeUsual, CommandId::FullScreen,
        CommandId::Keys, CommandId::Verify, CommandId::About};
    return all;
}

/// By which the gallery knows what lies on the table.
QString nameOf(const Document& table)
{
    return table.path().isEmpty() ? table.name() : QFileInfo(table.path()).absoluteFilePath();
}

} // namespace

Gallery::Gallery(Commands& commands, Parts parts)
    : QObject(&parts.window)
    , m_commands(commands)
    , m_parts(std::move(parts))
    , m_page(new GalleryPage(&m_parts.window))
    , m_thumbnails(Thumbnails::usualFolder())
{
    m_page->hide();
    m_page->setShownAtStart(settings::galleryAtStart());
    m_parts.window.installEventFilter(this);
    m_parts.window.menuBar()->installEventFilter(this);
    connect(m_page, &GalleryPage::left, this, &Gallery::leave);
    connect(m_page, &GalleryPage::chosen, this, &Gallery::choose);
    connect(m_page, &GalleryPage::shownAtStartChanged, this, &settings::setGalleryAtStart);
    connect(m_page, &GalleryPage::themeChanged, this, [this] {
        if (isOpen())
            fill();
    });
    connect(&m_thumbnails, &Thumbnails::made, m_page, &GalleryPage::setPicture);
    for (const CommandId id : allCommands()) {
        if (id == CommandId::Gallery) {
            connect(
                m_commands[id], &QAction::triggered, this, [this] { isOpen() ? leave() : open(); });
        } else if (!commandsBesideIt().contains(id)) {
            connect(m_commands[id], &QAction::triggered, this, &Gallery::leave);
        }
    }
}

bool Gallery::isOpen() const { return !m_page->isHidden(); }

void Gallery::open()
{
    if (isOpen())
        return;
    QAction* play = m_commands[CommandId::Play];
    m_goesOn = play->isChecked();
    play->setChecked(false);
    fill();
    cover();
    m_page->show();
    m_page->begin();
}

/// Cards of what there is now, and their pictures.
void Gallery::fill()
{
    const Document& table = m_parts.table();
    std::vector<GalleryEntry> entries = galleryEntries(settings::recentFiles());
    m_present = nameOf(table);
    if (std::ranges::find(entries, m_present, &GalleryEntry::name) == entries.end()) {
        // Standard input, or what was taken back from a crash.
        m_present.clear();
        entries.push_back(ownEntry(table.experiment(), {}));
    }
    m_page->setEntries(entries);
    showMoment();
    QStringList names;
    for (const GalleryEntry& entry : entries) {
        if (!entry.name.isEmpty())
            names << entry.name;
    }
    m_thumbnails.want(names, themeOf(*m_page).dark);
}

void Gallery::showMoment()
{
    const QString moment = m_parts.moment();
    m_page->setPresent(
        m_present, moment.isEmpty() ? tr("On the table now") : tr("Go on at %1").arg(moment));
}

void Gallery::choose(const QString& name)
{
    if (name.isEmpty() || name == nameOf(m_parts.table()))
        return leave();
    m_parts.open(name);
}

void Gallery::showProblem(const QString& reason)
{
    if (isOpen())
        m_page->showProblem(reason);
}

void Gallery::leave()
{
    if (!isOpen())
        return;
    const bool goesOn = std::exchange(m_goesOn, false) && m_parts.mayGoOn();
    close();
    if (goesOn)
        m_commands[CommandId::Play]->setChecked(true);
}

void Gallery::close()
{
    m_goesOn = false;
    m_thumbnails.hold();
    m_page->hide();
}

/// All of the window but its menus.
void Gallery::cover()
{
    const QMenuBar* menus = m_parts.window.menuBar();
    const int top = menus->isVisible() ? menus->geometry().bottom() + 1 : 0;
    m_page->setGeometry(m_parts.window.rect().adjusted(0, top, 0, 0));
    m_page->raise();
}

bool Gallery::eventFilter(QObject* watched, QEvent* event)
{
    const auto type = event->type();
    if (isOpen()
        && (type == QEvent::Resize || type == QEvent::Show || type == QEvent::LayoutRequest))
        cover();
    return QObject::eventFilter(watched, event);
}

} // namespace dqm
