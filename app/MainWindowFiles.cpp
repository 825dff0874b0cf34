// What the main window does with files, pictures, menus and its own shape between two starts.

#include "app/CarriedMoment.h"
#include "app/ExperimentLibrary.h"
#include "app/MainWindow.h"
#include "app/ParticleTools.h"
#include "app/Recording.h"
#include "app/Settings.h"
#include "app/Shown.h"
#include "widgets/panels/MessageBar.h"
#include "widgets/panels/Readouts.h"
#include "widgets/panels/ViewBar.h"
#include "widgets/plots/PlotPanel.h"
#include "widgets/scene/StageView.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace dqm {

namespace {

constexpr QSize defaultSize(1280, 800);
constexpr QSize keysSize(720, 640);

QString experimentFilter() { return QObject::tr("Experiments (*.dqm *.json)"); }

/// What can be opened: experiments, and whatever carries one.
QString carrierFilter()
{
    return QObject::tr(
        "Experiments and what carries one (*.dqm *.json *.png *.svg *.pdf *.mp4 *.webm *.gif *.csv "
        "*.vti *.vtp *.npz);;Experiments (*.dqm *.json);;Pictures (*.png *.svg *.pdf);;"
        "Videos (*.mp4 *.webm *.gif);;Data (*.csv *.vti *.vtp *.npz);;All files (*)");
}

/// A picture that carries an experiment must not be overwritten by it.
bool isExperimentFile(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == "dqm" || suffix == "json";
}

QString withSuffix(const QString& path, const QString& suffix)
{
    return QFileInfo(path).suffix().isEmpty() ? path + suffix : path;
}

QString localFile(const QMimeData* data)
{
    return data->hasUrls() && data->urls().size() == 1 ? data->urls().first().toLocalFile()
                                                       : QString();
}

} // namespace

void MainWindow::buildMenus()
{
    const auto add = [this](QMenu* menu, std::initializer_list<CommandId> ids) {
        for (const CommandId id : ids)
            menu->addAction(m_commands[id]);
    };
    QMenu* file = menuBar()->addMenu(tr("&File"));
    add(file, {CommandId::Open});
    m_recentMenu = file->addMenu(tr("Open &recent"));
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::updateRecentMenu);
    add(file, {CommandId::Save, CommandId::SaveAs});
    file->addSeparator();
    add(file,
        {CommandId::ExportPicture, CommandId::SavePicture, CommandId::SaveWindowPicture,
            CommandId::CopyPicture, CommandId::SaveData});
    file->addSeparator();
    add(file, {CommandId::RecordVideo, CommandId::RecordingOptions, CommandId::RenderVideo});
    file->addSeparator();
    add(file, {CommandId::Quit});

    QMenu* time = menuBar()->addMenu(tr("&Time"));
    add(time,
        {CommandId::Play, CommandId::StepForward, CommandId::StepBack, CommandId::Reverse,
            CommandId::Restart});
    time->addSeparator();
    add(time, {CommandId::Faster, CommandId::Slower});

    QMenu* stage = menuBar()->addMenu(tr("&Stage"));
    for (QAction* action : m_stageChoice.actions()) {
        if (action)
            stage->addAction(action);
        else
            stage->addSeparator();
    }

    QMenu* view = menuBar()->addMenu(tr("&View"));
    add(view, {CommandId::Flat, CommandId::ResetView, CommandId::NextColor});
    view->addSeparator();
    add(view, {CommandId::ObserveFromK, CommandId::EvolveInKPrime});
    view->addSeparator();
    QMenu* drift = view->addMenu(tr("&Drift v"));
    add(drift,
        {CommandId::DriftLines, CommandId::DriftArrows, CommandId::DriftTracers,
            CommandId::DriftFlux});
    QMenu* diffusion = view->addMenu(tr("Diff&usion u"));
    add(diffusion,
        {CommandId::DiffusionLines, CommandId::DiffusionArrows, CommandId::DiffusionTracers,
            CommandId::DiffusionFlux});
    QMenu* particles = view->addMenu(tr("&Particles"));
    add(particles,
        {CommandId::ParticlePanel, CommandId::Particles, CommandId::ParticleTrails,
            CommandId::ParticlesAlone});
    add(view, {CommandId::Vortices, CommandId::DrawLoop});
    view->addSeparator();
    add(view, {CommandId::PotentialContours, CommandId::PotentialSheet, CommandId::HoldHeight});
    view->addSeparator();
    QMenu* themes = view->addMenu(tr("T&heme"));
    auto* group = new QActionGroup(themes);
    const std::pair<QString, ThemeKind> kinds[] = {{tr("Light"), ThemeKind::Light},
        {tr("Dark"), ThemeKind::Dark}, {tr("Projector, light"), ThemeKind::ProjectorLight},
        {tr("Projector, dark"), ThemeKind::ProjectorDark}};
    for (const auto& [text, kind] : kinds) {
        QAction* action = themes->addAction(text, this, [this, k = kind] { setThemeKind(k); });
        action->setCheckable(true);
        action->setChecked(kind == settings::themeKind());
        group->addAction(action);
    }
    view->addAction(m_leftDock->toggleViewAction());
    view->addAction(m_rightDock->toggleViewAction());
    add(view, {CommandId::Paper, CommandId::SceneOnly, CommandId::FullScreen});

    QMenu* help = menuBar()->addMenu(tr("&Help"));
    add(help, {CommandId::Keys, CommandId::About});
}

void MainWindow::updateRecentMenu()
{
    m_recentMenu->clear();
    for (const QString& path : settings::recentFiles())
        m_recentMenu->addAction(path, this, [this, path] { openExperimentNamed(path); });
    m_recentMenu->setEnabled(true);
    if (m_recentMenu->isEmpty())
        m_recentMenu->addAction(tr("No files yet"))->setEnabled(false);
}

void MainWindow::updateTitle()
{
    const QString title = QString::fromStdString(m_document.present().title);
    const QString file = m_document.path().isEmpty()
        ? QString()
        : QStringLiteral(" (%1)").arg(QFileInfo(m_document.path()).fileName());
    setWindowTitle(QStringLiteral("%1%2[*] — DQM Lab").arg(title, file));
    setWindowModified(m_document.isModified());
    if (!m_document.path().isEmpty())
        settings::addRecentFile(m_document.path());
}

bool MainWindow::mayDiscard()
{
    // A shipped experiment with a moved slider is no work to lose; a file of one's own is.
    if (m_document.path().isEmpty() || !m_document.isModified())
        return true;
    const auto answer = QMessageBox::question(this, tr("DQM Lab"),
        tr("“%1” has changes that are not saved.").arg(QFileInfo(m_document.path()).fileName()),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && save());
}

bool MainWindow::openExperimentNamed(const QString& nameOrPath)
{
    if (!mayDiscard())
        return false;
    const std::optional<double> moment = m_moment->momentOf(nameOrPath);
    if (moment)
        setPlaying(false);
    if (!m_document.open(nameOrPath))
        return false;
    if (moment)
        m_moment->seek(*moment);
    return true;
}

QStringList MainWindow::shippedNames() const
{
    QStringList names;
    for (const ShippedExperiment& shipped : shippedExperiments())
        names << shipped.name;
    return names;
}

void MainWindow::chooseAndOpen()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open experiment"), settings::lastFolder(), carrierFilter());
    if (path.isEmpty())
        return;
    settings::setLastFolder(QFileInfo(path).absolutePath());
    openExperimentNamed(path);
}

bool MainWindow::save()
{
    return !isExperimentFile(m_document.path()) ? saveAs() : m_document.save(m_document.path());
}

bool MainWindow::saveAs()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save experiment"),
        suggestedPath(m_document.present(), ".dqm"), experimentFilter());
    if (path.isEmpty())
        return false;
    settings::setLastFolder(QFileInfo(path).absolutePath());
    return m_document.save(withSuffix(path, ".dqm"));
}

void MainWindow::showKeys()
{
    QDialog dialog(this);
    dialog.setWindowTitle(tr("Keys"));
    auto* page = new QTextBrowser;
    page->setHtml(m_commands.keysPage());
    page->setFrameShape(QFrame::NoFrame);
    auto* column = new QVBoxLayout(&dialog);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(page);
    dialog.resize(keysSize.boundedTo(size()));
    dialog.exec();
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About DQM Lab"),
        tr("<h3>DQM Lab %1</h3>"
           "<p>A laboratory for diffusion quantum mechanics: an ensemble of free microparticles as "
           "a "
           "frictionless diffusion that has no preferred frame.</p>"
           "<p>After Z. Zakir, <i>Diffusion treatment of quantum mechanics and its "
           "consequences</i>. Where the paper is loose, the program says what is right.</p>"
           "<p>Drawn by %2. GPL-3.0-or-later; built with Qt, VTK, FFTW, Eigen, muParser and "
           "QCustomPlot.</p>")
            .arg(QString(DQM_VERSION), m_scene->rendererName().toHtmlEscaped()));
}

QString MainWindow::message() const { return m_messages->text(); }

void MainWindow::setThemeKind(ThemeKind kind)
{
    settings::setThemeKind(kind);
    const Theme& colours = theme(kind);
    QApplication::setPalette(dqm::palette(colours));
    QFont font = m_plainFont;
    font.setPointSizeF(font.pointSizeF() * colours.textScale);
    QApplication::setFont(font);
    qApp->setStyleSheet(dqm::styleSheet(colours));
    m_plots->setTheme(colours);
    m_readouts->setTheme(colours);
    m_particles->setTheme(colours);
    m_switches.setTheme(kind);
}

void MainWindow::foldPanels(bool fold)
{
    m_leftDock->setVisible(!fold);
    m_rightDock->setVisible(!fold);
    m_viewBar->setVisible(!fold);
}

void MainWindow::restoreWindow()
{
    resize(defaultSize);
    if (const QByteArray geometry = settings::windowGeometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
    if (const QByteArray state = settings::windowState(); !state.isEmpty())
        restoreState(state);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayDiscard()) {
        event->ignore();
        return;
    }
    m_recording->finish();
    settings::setWindowGeometry(saveGeometry());
    settings::setWindowState(saveState());
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    openExperimentNamed(localFile(event->mimeData()));
}

} // namespace dqm
