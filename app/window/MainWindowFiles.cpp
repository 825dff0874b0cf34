// What the main window does with files, pictures and themes.

#include "app/carriers/Carriers.h"
#include "app/commands/ParticleTools.h"
#include "app/dialogs/FileChoice.h"
#include "app/dialogs/RenderDialog.h"
#include "app/dialogs/Settings.h"
#include "app/dialogs/Shown.h"
#include "app/dialogs/VerifyDialog.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/exports/Recording.h"
#include "app/session/CarriedMoment.h"
#include "app/session/Recovery.h"
#include "app/window/ExhibitPage.h"
#include "app/window/Gallery.h"
#include "app/window/Incoming.h"
#include "app/window/MainWindow.h"
#include "core/values/Printable.h"
#include "widgets/numbers/PanelTheme.h"
#include "widgets/numbers/Readouts.h"
#include "widgets/panels/bars/MessageBar.h"
#include "widgets/panels/bars/SidePanels.h"
#include "widgets/panels/bars/ViewBar.h"
#include "widgets/plots/PlotPanel.h"
#include "widgets/scene/view/StageView.h"
#include "widgets/theme/TypeSize.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

namespace dqm {

namespace {

constexpr QSize keysSize(720, 640);

QString experimentFilter() { return QObject::tr("Experiments (*.dqm *.json)"); }

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

bool MainWindow::mayClose()
{
    const bool renders
        = std::ranges::any_of(findChildren<RenderDialog*>(), &RenderDialog::isRendering);
    if (renders
        && QMessageBox::question(this, tr("DQM Lab"),
               tr("A film is still being rendered. If the window closes, what there is of it by "
                  "now is all of it."),
               QMessageBox::Close | QMessageBox::Cancel, QMessageBox::Cancel)
            != QMessageBox::Close)
        return false;
    const auto sheets = m_history.unsaved();
    if (sheets.empty())
        return true;
    QStringList titles;
    for (const auto& sheet : sheets)
        titles << QStringLiteral("“%1”").arg(QString::fromStdString(titleOf(sheet->present)));
    const QString question = sheets.size() == 1
        ? tr("%1 has changes that are not saved.").arg(titles.front())
        : tr("These have changes that are not saved: %1.").arg(titles.join(", "));
    const auto answer = QMessageBox::question(this, tr("DQM Lab"), question,
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && saveAll(sheets));
}

bool MainWindow::saveAll(const std::vector<std::shared_ptr<Sheet>>& sheets)
{
    return std::ranges::all_of(sheets, [this](const auto& sheet) {
        // Whoever saves it should see it.
        m_history.layOnTop(sheet);
        return save();
    });
}

bool MainWindow::offerRecovery()
{
    const auto sheets = m_recovery->claim();
    if (sheets.empty())
        return false;
    QStringList titles;
    for (const auto& sheet : sheets)
        titles << QStringLiteral("“%1”").arg(QString::fromStdString(titleOf(sheet->present)));
    const QString question = sheets.size() == 1
        ? tr("The program ended without warning, and %1 was not saved.").arg(titles.front())
        : tr("The program ended without warning, and these were not saved: %1.")
              .arg(titles.join(", "));
    m_question->ask(question,
        {{tr("Restore"), [this, sheets] { restore(sheets); }},
            {tr("Discard"), [this] { m_recovery->settle(); }}});
    return true;
}

void MainWindow::restore(const std::vector<std::shared_ptr<Sheet>>& sheets)
{
    for (const auto& sheet : sheets) {
        if (std::holds_alternative<ExhibitExperiment>(sheet->present))
            m_exhibits->document().open(sheet);
        else
            m_document.open(sheet);
    }
    m_recovery->settle();
}

bool MainWindow::openExperimentNamed(const QString& nameOrPath)
{
    const std::optional<double> moment = m_moment->momentOf(nameOrPath);
    AnyExperiment experiment;
    try {
        experiment = openAnyExperiment(nameOrPath);
    } catch (const std::exception& error) {
        const QString reason = QString::fromStdString(sentenceOf(error));
        m_messages->showError(reason);
        m_galleryPage->showProblem(reason);
        return false;
    }
    open(std::move(experiment), nameOrPath, moment);
    return true;
}

void MainWindow::open(
    AnyExperiment experiment, const QString& nameOrPath, std::optional<double> moment)
{
    if (moment)
        setPlaying(false);
    if (auto* exhibit = std::get_if<ExhibitExperiment>(&experiment)) {
        m_exhibits->document().open(std::move(*exhibit), nameOrPath);
        if (moment)
            m_exhibits->seek(*moment);
        return;
    }
    m_document.open(std::get<Experiment>(std::move(experiment)), nameOrPath);
    if (moment)
        m_moment->seek(*moment);
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
    if (!isExperimentFile(table().path()))
        return saveAs();
    if (table().sheet()->isChangedOnDisk()) {
        QMessageBox question(QMessageBox::Warning, tr("Save experiment"),
            tr("“%1” was changed by something else since it was opened.")
                .arg(QFileInfo(table().path()).fileName()),
            QMessageBox::Cancel, this);
        const QAbstractButton* replace
            = question.addButton(tr("Replace it"), QMessageBox::DestructiveRole);
        QPushButton* beside = question.addButton(tr("Save as…"), QMessageBox::AcceptRole);
        question.setDefaultButton(beside);
        question.exec();
        if (question.clickedButton() == static_cast<QAbstractButton*>(beside))
            return saveAs();
        if (question.clickedButton() != replace)
            return false;
    }
    return table().save(table().path());
}

bool MainWindow::saveAs()
{
    const QString path = chooseFileToWrite(this, tr("Save experiment"),
        suggestedPath(titleOf(table().experiment()), ".dqm"), experimentFilter());
    return !path.isEmpty() && table().save(path);
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
    dialog.resize((keysSize * typeScale()).boundedTo(size()));
    dialog.exec();
}

void MainWindow::verifyInstallation()
{
    // One at a time; the window goes on beside it.
    auto* open = findChild<VerifyDialog*>();
    if (!open) {
        open = new VerifyDialog(themeOf(*this), this);
        open->setAttribute(Qt::WA_DeleteOnClose);
    }
    open->show();
    open->raise();
    open->activateWindow();
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
           "<p>Drawn by %2. GPL-3.0-or-later; built with Qt, VTK, FFTW, Eigen and "
           "QCustomPlot.</p>")
            .arg(QString(DQM_VERSION), m_scene->rendererName().toHtmlEscaped()));
}

QString MainWindow::message() const { return m_messages->text(); }

void MainWindow::setThemeKind(ThemeKind kind)
{
    settings::setThemeKind(kind);
    applyLook();
}

void MainWindow::setTypeSize(int percent)
{
    m_typeSize = percent;
    for (QAction* size : m_typeSizes->actions())
        size->setChecked(size->data().toInt() == percent);
    applyLook();
}

void MainWindow::chooseTypeSize(int percent)
{
    settings::setTypeSize(percent);
    setTypeSize(percent);
}

void MainWindow::applyLook()
{
    const ThemeKind kind = settings::themeKind();
    const Theme& colours = theme(kind);
    QApplication::setPalette(dqm::palette(colours));
    // The style sheet comes last: it brings the font to all widgets, also before time runs in
    // exec().
    dqm::setTypeSize(m_typeSize, colours);
    qApp->setStyleSheet(dqm::styleSheet(colours));
    m_plots->setTheme(colours);
    m_readouts->setTheme(colours);
    m_particles->setTheme(colours);
    m_exhibits->setTheme(colours);
    m_switches.setTheme(kind);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayClose()) {
        event->ignore();
        return;
    }
    m_recording->finish();
    settings::setWindowGeometry(saveGeometry());
    settings::setWindowState(m_sides->state());
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (Incoming::isWelcome(*event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    m_incoming->take(*event->mimeData());
}

void MainWindow::connectIncoming()
{
    // Of what is seen, so that a picture is neither felt nor unfelt by all of it.
    const auto energy = [this] {
        const double kinetic = m_frame ? m_frame->pictures.front().numbers.energies.kinetic() : 0.0;
        return kinetic > 0.0 ? 4.0 * kinetic : 1.0;
    };
    m_incoming = std::make_unique<Incoming>(
        Incoming::Parts{[this](const QString& path) { openExperimentNamed(path); },
            [this](AnyExperiment experiment, std::optional<double> time) {
                open(std::move(experiment), {}, time);
            },
            m_document, [this] { return !m_exhibits->isActive(); }, energy,
            [this](const QString& hint) { m_messages->showHint(hint); },
            [this](const QString& problem) { m_messages->showError(problem); }});
    connect(m_commands[CommandId::CopyExperiment], &QAction::triggered, this, [this] {
        QApplication::clipboard()->setText(
            QString::fromUtf8(formatExperiment(table().experiment())));
        m_messages->showHint(tr("The experiment is on the clipboard, as text."));
    });
    connect(m_commands[CommandId::Paste], &QAction::triggered, this, [this] {
        const QMimeData* there = QApplication::clipboard()->mimeData();
        const QMimeData nothing;
        m_incoming->take(there ? *there : nothing);
    });
}

} // namespace dqm
