#include "app/dialogs/PictureDialog.h"

#include "app/dialogs/DialogPage.h"
#include "app/dialogs/FileChoice.h"
#include "app/dialogs/PicturePreview.h"
#include "app/dialogs/Settings.h"
#include "app/dialogs/SizeChoice.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/pictures/PlotPicture.h"
#include "core/experiment/Units.h"
#include "core/values/Printable.h"
#include "widgets/plots/parts/Plot.h"
#include "widgets/plots/parts/PlotKind.h"
#include "widgets/theme/TypeSize.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

namespace dqm {

namespace {

constexpr int previewDelay = 60; // ms that a hand on a spin box may go on
constexpr int lookInterval = 50; // ms between looks at the window
const QList<QSize> usualSizes{{1280, 720}, {1920, 1080}, {3840, 2160}, {7680, 4320}};

/// Drawn larger than shown, so that letters keep their share of the picture.
QSize previewPixels(QSize picture, QSize room)
{
    constexpr QSize lettersShrinkBelow(768, 432);
    if (picture.width() <= room.width())
        return picture;
    const QSize least = picture.scaled(lettersShrinkBelow, Qt::KeepAspectRatioByExpanding);
    return least.width() > picture.width()
        ? picture
        : QSize(std::max(least.width(), room.width()), std::max(least.height(), room.height()));
}

} // namespace

PictureDialog::PictureDialog(WindowParts parts)
    : QDialog(&parts.window)
    , m_parts(std::move(parts))
    , m_shown(m_parts)
    , m_windowPicture(m_parts.window.grab().toImage())
{
    setWindowTitle(tr("Export picture"));
    setObjectName("pictureDialog");
    m_picture = new PicturePreview;
    m_facts = new QLabel;
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setAlignment(Qt::AlignCenter);

    auto* picture = new QWidget;
    auto* right = new QVBoxLayout(picture);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(8);
    right->addWidget(m_picture, 1);
    right->addWidget(m_facts);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(16);
    column->addWidget(new DialogPage(buildChoices(), picture), 1);
    column->addWidget(buildButtons());

    m_previewSoon.setSingleShot(true);
    m_previewSoon.setInterval(previewDelay);
    connect(&m_previewSoon, &QTimer::timeout, this, &PictureDialog::drawPreview);
    connect(&m_preview, &BackgroundTask::finished, this, &PictureDialog::showPreview);
    connect(&m_preview, &BackgroundTask::failed, this,
        [this](const QString& reason) { say(reason, true); });
    connect(&m_task, &BackgroundTask::finished, this, [this](const QImage& image) {
        say({});
        showState();
        m_afterwards(image);
    });
    connect(&m_task, &BackgroundTask::failed, this, [this](const QString& reason) {
        say(reason, true);
        showState();
    });
    connect(&m_look, &QTimer::timeout, this, &PictureDialog::followWindow);
    m_look.start(lookInterval);
    setOrder(settings::pictureOrder());
    for (QPushButton* button : findChildren<QPushButton*>())
        button->setAutoDefault(false);
    m_save->setDefault(true);
    fitToWindow(*this);
    m_what->setFocus();
}

PictureDialog::~PictureDialog() = default;

void PictureDialog::reject()
{
    if (!m_task.isBusy())
        QDialog::reject();
}

void PictureDialog::followWindow()
{
    if (m_parts.frame() == m_shown.frame)
        return;
    m_shown = Shown(m_parts);
    m_windowPicture = m_parts.window.grab().toImage();
    showState();
    m_previewSoon.start();
}

QWidget* PictureDialog::buildChoices()
{
    using What = PictureOrder::What;
    m_what = new QComboBox;
    m_what->setObjectName("what");
    const auto add = [this](const QString& text, What what, int pane) {
        m_what->addItem(text, QPoint(static_cast<int>(what), pane));
    };
    const std::vector<NamedPane> panes
        = m_shown.frame ? panesOf(*m_shown.frame) : std::vector<NamedPane>();
    if (m_shown.frame)
        add(panes.size() > 1 ? tr("Stage as shown") : tr("Scene as shown"), What::Stage, 0);
    for (int i = 0; panes.size() > 1 && i < static_cast<int>(panes.size()); ++i)
        add(tr("Scene %1 alone").arg(panes[static_cast<std::size_t>(i)].name), What::Scene, i);
    add(tr("Plot: %1").arg(m_shown.plot->title()), What::Plot, 0);
    add(tr("Whole window"), What::Window, 0);

    m_size = new SizeChoice(m_shown.stageSize, usualSizes, 1);
    m_colors = colorsBox();
    m_overlays = overlaysBox();
    m_transparent = new QCheckBox(tr("Transparent background"));
    m_transparent->setObjectName("transparent");
    m_format = new QComboBox;
    m_format->setObjectName("format");
    m_format->addItems({tr("PNG, pixels"), tr("SVG, lines and letters"),
        tr("PDF, lines and letters"), tr("CSV, the numbers of the curves")});

    auto* choices = new QWidget;
    QFormLayout* form = formOf(*choices);
    form->addRow(tr("Picture of"), m_what);
    form->addRow(tr("Size"), m_size);
    form->addRow(tr("Colours"), m_colors);
    form->addRow(tr("Format"), m_format);
    form->addRow(QString(), m_overlays);
    form->addRow(QString(), m_transparent);
    fixLeastWidth(choices, 336);

    connect(m_what, &QComboBox::currentIndexChanged, this, &PictureDialog::takeOrder);
    connect(m_colors, &QComboBox::currentIndexChanged, this, &PictureDialog::takeOrder);
    connect(m_format, &QComboBox::currentIndexChanged, this, &PictureDialog::takeOrder);
    connect(m_overlays, &QCheckBox::toggled, this, &PictureDialog::takeOrder);
    connect(m_transparent, &QCheckBox::toggled, this, &PictureDialog::takeOrder);
    connect(m_size, &SizeChoice::changed, this, &PictureDialog::takeOrder);
    return choices;
}

QWidget* PictureDialog::buildButtons()
{
    m_state = stateLabel();
    m_copy = new QPushButton(tr("&Copy"));
    m_copy->setObjectName("copy");
    m_copy->setToolTip(tr("Put the picture on the clipboard"));
    auto* close = new QPushButton(tr("Close"));
    m_save = new QPushButton(tr("&Save…"));
    m_save->setObjectName("save");
    m_save->setProperty("primary", true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_copy, &QPushButton::clicked, this, &PictureDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &PictureDialog::chooseAndSave);
    return buttonRow(*m_state, {close, m_copy, m_save});
}

void PictureDialog::setOrder(const PictureOrder& order)
{
    const QSignalBlocker blockers[] = {QSignalBlocker(m_what), QSignalBlocker(m_colors),
        QSignalBlocker(m_overlays), QSignalBlocker(m_transparent), QSignalBlocker(m_format)};
    const int found = m_what->findData(QPoint(static_cast<int>(order.what), order.pane));
    m_what->setCurrentIndex(std::max(found, 0));
    m_size->setChosen(order.size);
    m_colors->setCurrentIndex(static_cast<int>(order.colors));
    m_overlays->setChecked(order.overlays);
    m_transparent->setChecked(order.transparent);
    m_format->setCurrentIndex(static_cast<int>(order.format));
    takeOrder();
}

void PictureDialog::takeOrder()
{
    const QPoint what = m_what->currentData().toPoint();
    m_order.what = static_cast<PictureOrder::What>(what.x());
    m_order.pane = what.y();
    m_size->setOwn(m_order.what == PictureOrder::What::Plot ? m_shown.plotSize : m_shown.stageSize);
    m_order.size = m_size->chosen();
    m_order.colors = static_cast<PictureOrder::Colors>(m_colors->currentIndex());
    m_order.overlays = m_overlays->isChecked();
    m_order.transparent = m_transparent->isChecked();
    if (m_order.what != PictureOrder::What::Plot) {
        const QSignalBlocker blocker(m_format);
        m_format->setCurrentIndex(static_cast<int>(PictureOrder::Format::Png));
    }
    m_order.format = static_cast<PictureOrder::Format>(m_format->currentIndex());
    settings::setPictureOrder(m_order);
    say({});
    showState();
    m_previewSoon.start();
}

double PictureDialog::time() const
{
    // A plot draws what it has, which may be a frame more.
    return m_order.what == PictureOrder::What::Plot ? Shown(m_parts).time() : m_shown.time();
}

QSize PictureDialog::pixels() const
{
    return m_order.what == PictureOrder::What::Window ? m_windowPicture.size() : m_size->size();
}

void PictureDialog::showState()
{
    const bool isWindow = m_order.what == PictureOrder::What::Window;
    const bool isPlot = m_order.what == PictureOrder::What::Plot;
    const bool isTable = isPlot && m_order.format == PictureOrder::Format::Csv;
    for (QWidget* choice :
        std::initializer_list<QWidget*>{m_size, m_colors, m_overlays, m_transparent})
        choice->setEnabled(!isWindow && !isTable);
    m_overlays->setText(isPlot ? tr("Heading") : tr("Axes, legends and numbers"));
    m_format->setEnabled(isPlot);
    for (QPushButton* button : {m_copy, m_save})
        button->setEnabled(!m_task.isBusy());
    QString facts = tr("%1 × %2 pixels").arg(pixels().width()).arg(pixels().height());
    if (m_shown.frame)
        facts += QStringLiteral(" · <i>t</i> = %1 %2")
                     .arg(time(), 0, 'g', 5)
                     .arg(QString::fromStdString(unitSymbol(Quantity::Time, m_shown.frame->units)));
    m_facts->setText(facts);
}

BackgroundTask::Work PictureDialog::work(QSize size) const
{
    if (m_order.what == PictureOrder::What::Window)
        return [image = m_windowPicture] { return image; };
    if (m_order.what == PictureOrder::What::Plot) {
        // A plot is a widget and must be drawn here; what that throws is told like the rest.
        try {
            return [image = plotImageOf(size)] { return image; };
        } catch (const std::exception&) {
            return [problem = std::current_exception()]() -> QImage {
                std::rethrow_exception(problem);
            };
        }
    }
    return drawing(m_order, m_shown, size);
}

void PictureDialog::drawPreview()
{
    m_preview.start(work(previewPixels(pixels(), m_picture->pixelsFor(pixels()))));
}

void PictureDialog::showPreview(const QImage& image)
{
    m_picture->setPicture(image);
    showState();
}

void PictureDialog::start(
    BackgroundTask::Work work, const QString& doing, std::function<void(const QImage&)> afterwards)
{
    if (m_task.isBusy())
        return;
    m_afterwards = std::move(afterwards);
    say(doing);
    m_task.start(std::move(work));
    showState();
}

void PictureDialog::copy()
{
    start(work(pixels()), tr("Drawing…"),
        [this, json = m_shown.carried(), moment = time()](const QImage& image) {
            copyPicture(image, json, moment);
            say(tr("The picture is on the clipboard, with its experiment."));
        });
}

QImage PictureDialog::plotImageOf(QSize size) const
{
    return plotImage(m_parts.plots.plotInView(), plotFile(m_order, m_shown, size, time()));
}

void PictureDialog::writePlotTo(const QString& path)
{
    const Shown now(m_parts);
    Plot& plot = m_parts.plots.plotInView();
    try {
        if (m_order.format == PictureOrder::Format::Csv)
            writePlotData(plot, path, now.carried(), now.time());
        else
            writePlot(plot, path, plotFile(m_order, now, pixels(), now.time()));
    } catch (const std::exception& error) {
        return say(QString::fromStdString(sentenceOf(error)), true);
    }
    emit saved(path);
    accept();
}

void PictureDialog::chooseAndSave()
{
    const QString suffix = suffixOf(m_order.format);
    const QString kind = m_order.what == PictureOrder::What::Window ? QStringLiteral("-window")
        : m_order.what == PictureOrder::What::Plot ? '-' + QString::fromUtf8(m_shown.plot->word)
                                                   : QString();
    const QString path = chooseFileToWrite(this, tr("Save picture"),
        suggestedPath(m_shown.experiment.title, kind + suffix),
        tr("%1 files (*%2)").arg(suffix.mid(1).toUpper(), suffix));
    if (!path.isEmpty())
        saveTo(path);
}

void PictureDialog::saveTo(const QString& path)
{
    const QString suffix = suffixOf(m_order.format);
    if (!path.endsWith(suffix, Qt::CaseInsensitive))
        return say(tr("Cannot write %1: its name must end in %2").arg(path, suffix), true);
    if (const QString problem = whyNotWritable(path); !problem.isEmpty())
        return say(problem, true);
    if (m_order.format != PictureOrder::Format::Png)
        return writePlotTo(path);
    auto draw = [work = work(pixels()), path, json = m_shown.carried(), time = time()]() mutable {
        QImage image = work();
        work = nullptr;
        writePicture(image, path, json, time);
        return image;
    };
    start(std::move(draw), tr("Drawing…"), [this, path](const QImage&) {
        emit saved(path);
        accept();
    });
}

void PictureDialog::say(const QString& text, bool isProblem)
{
    m_state->setForegroundRole(isProblem ? QPalette::BrightText : QPalette::PlaceholderText);
    m_state->setText(text);
}

} // namespace dqm
