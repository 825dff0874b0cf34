// What the main window does with files, pictures and themes.

#include "app/CarriedMoment.h"
#include "app/ExhibitPage.h"
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

#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace dqm {

namespace {

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
    const QString title = QString::fromStdString(titleOf(table().experiment()));
    const QString path = table().path();
    const QString file
        = path.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(QFileInfo(path).fileName());
    setWindowTitle(QStringLiteral("%1%2[*] — DQM Lab").arg(title, file));
    setWindowModified(table().isModified());
    if (!path.isEmpty())
        settings::addRecentFile(path);
}

bool MainWindow::mayDiscard()
{
    // A shipped experiment with a moved slider is no work to lose; a file of one's own is.
    if (table().path().isEmpty() || !table().isModified())
        return true;
    const auto answer = QMessageBox::question(this, tr("DQM Lab"),
        tr("“%1” has changes that are not saved.").arg(QFileInfo(table().path()).fileName()),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && save());
}

bool MainWindow::openExperimentNamed(const QString& nameOrPath)
{
    if (!mayDiscard())
        return false;
    const std::optional<double> moment = m_moment->momentOf(nameOrPath);
    AnyExperiment experiment;
    try {
        experiment = openAnyExperiment(nameOrPath);
    } catch (const std::exception& error) {
        m_messages->showError(QString::fromUtf8(error.what()));
        return false;
    }
    if (moment)
        setPlaying(false);
    if (auto* exhibit = std::get_if<ExhibitExperiment>(&experiment)) {
        m_exhibits->document().open(std::move(*exhibit), nameOrPath);
        if (moment)
            m_exhibits->seek(*moment);
        return true;
    }
    m_document.open(std::get<Experiment>(std::move(experiment)), nameOrPath);
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
    return !isExperimentFile(table().path()) ? saveAs() : table().save(table().path());
}

bool MainWindow::saveAs()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save experiment"),
        suggestedPath(titleOf(table().experiment()), ".dqm"), experimentFilter());
    if (path.isEmpty())
        return false;
    settings::setLastFolder(QFileInfo(path).absolutePath());
    return table().save(withSuffix(path, ".dqm"));
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
    m_exhibits->setTheme(colours);
    m_switches.setTheme(kind);
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
