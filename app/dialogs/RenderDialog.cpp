#include "app/dialogs/RenderDialog.h"

#include "app/dialogs/DialogPage.h"
#include "app/dialogs/FileChoice.h"
#include "app/dialogs/PicturePreview.h"
#include "app/dialogs/RecordingDialog.h"
#include "app/dialogs/Settings.h"
#include "app/dialogs/SizeChoice.h"
#include "core/setup/ExperimentChecks.h"
#include "core/setup/Parameters.h"
#include "core/values/Printable.h"
#include "widgets/plots/parts/PlotKind.h"
#include "widgets/theme/TypeSize.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>

#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr int previewDelay = 250; // ms
constexpr QSize largestPreview(1280, 1280);
const QList<QSize> usualSizes{{854, 480}, {1280, 720}, {1920, 1080}, {3840, 2160}};

/// Understands both decimal signs, as the boxes of the window do.
class DecimalBox : public QDoubleSpinBox
{
public:
    QValidator::State validate(QString& input, int& position) const override
    {
        input.replace(QLatin1Char(','), QLatin1Char('.'));
        return QDoubleSpinBox::validate(input, position);
    }
};

QDoubleSpinBox* numberBox(const QString& name)
{
    auto* box = new DecimalBox;
    box->setObjectName(name);
    box->setRange(-1e6, 1e6);
    box->setDecimals(3);
    box->setKeyboardTracking(false);
    return box;
}

QString duration(double seconds)
{
    if (seconds < 90.0)
        return QObject::tr("%1 s").arg(std::max(1.0, std::round(seconds)));
    if (seconds < 5400.0)
        return QObject::tr("%1 min").arg(std::round(seconds / 60.0));
    return QObject::tr("%1 h").arg(seconds / 3600.0, 0, 'f', 1);
}

QSize even(QSize size) { return {size.width() / 2 * 2, size.height() / 2 * 2}; }

} // namespace

RenderDialog::RenderDialog(WindowParts parts)
    : QDialog(&parts.window)
    , m_parts(std::move(parts))
    , m_shown(m_parts)
    , m_picture(new PicturePreview)
    , m_facts(new QLabel)
    , m_progress(new QProgressBar)
{
    setWindowTitle(tr("Render video"));
    setObjectName("renderDialog");
    m_facts->setObjectName("facts");
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setAlignment(Qt::AlignCenter);
    m_progress->setObjectName("progress");
    m_progress->setVisible(false);

    auto* picture = new QWidget;
    auto* right = new QVBoxLayout(picture);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(8);
    right->addWidget(m_picture, 1);
    right->addWidget(m_facts);
    right->addWidget(m_progress);
    m_choices = buildChoices();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(16);
    column->addWidget(new DialogPage(m_choices, picture), 1);
    column->addWidget(buildButtons());

    m_previewSoon.setSingleShot(true);
    m_previewSoon.setInterval(previewDelay);
    connect(&m_previewSoon, &QTimer::timeout, this, &RenderDialog::drawPreview);
    connect(&m_preview, &BackgroundTask::finished, this, [this](const QImage& image) {
        if (!isRendering())
            m_picture->setPicture(image);
        showState();
    });
    connect(&m_preview, &BackgroundTask::failed, this,
        [this](const QString& reason) { say(reason, true); });
    connect(&m_job, &RenderJob::progressed, this, &RenderDialog::showProgress);
    connect(&m_job, &RenderJob::failed, this, [this](const QString& reason) {
        say(reason, true);
        showState();
    });
    connect(&m_job, &RenderJob::finished, this,
        [this](const QString& path, long long written, bool isWhole) {
            say(isWhole ? tr("Rendered %1").arg(path)
                        : tr("Cancelled after %1 pictures: %2 plays").arg(written).arg(path));
            showState();
            emit rendered(path, isWhole);
        });

    RenderOrder order = settings::renderOrder();
    order.to = m_shown.experiment.time.until;
    // A parameter shows little at the start, which it may not even change.
    order.at = m_shown.time() != 0.0 ? m_shown.time() : m_shown.experiment.time.until;
    order.speed = parameterValue(m_shown.experiment, "playback.speed");
    setOrder(order);
    m_close->setAutoDefault(false);
    m_start->setDefault(true);
    fitToWindow(*this);
    m_subject->setFocus();
}

RenderDialog::~RenderDialog() = default;

void RenderDialog::fillSubjects(QFormLayout& form)
{
    m_subject = new QComboBox;
    m_subject->setObjectName("subject");
    m_subject->addItem(tr("Time"), QString());
    for (const Parameter& each : parameters()) {
        if (each.id != "playback.speed" && each.id != "time.step")
            m_subject->addItem(QString::fromStdString(each.label), QString::fromStdString(each.id));
    }
    m_from = numberBox("from");
    m_to = numberBox("to");
    m_speed = numberBox("speed");
    m_speed->setMinimum(0.001);
    m_speedName = new QLabel;
    auto* span = new QHBoxLayout;
    span->setSpacing(8);
    span->addWidget(m_from, 1);
    span->addWidget(new QLabel(tr("to")));
    span->addWidget(m_to, 1);
    form.addRow(tr("What runs"), m_subject);
    form.addRow(tr("From"), span);
    form.addRow(m_speedName, m_speed);
    connect(m_subject, &QComboBox::currentIndexChanged, this, &RenderDialog::takeSubject);
}

QWidget* RenderDialog::buildChoices()
{
    auto* choices = new QWidget;
    QFormLayout* form = formOf(*choices);
    fillSubjects(*form);
    m_rate = rateBox(30);
    m_size = new SizeChoice(m_shown.stageSize, usualSizes, 2);
    m_format = formatBox();
    m_colors = colorsBox();
    m_overlays = overlaysBox();
    m_plot = new QCheckBox(tr("Plot beside it: %1").arg(m_shown.plot->title()));
    m_plot->setObjectName("plot");
    m_orbit = numberBox("orbit");
    m_orbit->setDecimals(0);
    m_orbit->setSuffix(QStringLiteral("°"));
    m_orbit->setSingleStep(15.0);
    m_orbit->setToolTip(tr("How far the camera turns about the vertical over the whole video"));
    form->addRow(tr("Rate"), m_rate);
    form->addRow(tr("Size"), m_size);
    form->addRow(tr("Format"), m_format);
    form->addRow(tr("Colours"), m_colors);
    form->addRow(tr("Orbit"), m_orbit);
    form->addRow(QString(), m_overlays);
    form->addRow(QString(), m_plot);
    fixLeastWidth(choices, 368);

    for (QComboBox* box : {m_rate, m_format, m_colors})
        connect(box, &QComboBox::currentIndexChanged, this, &RenderDialog::takeOrder);
    for (QDoubleSpinBox* box : {m_from, m_to, m_speed, m_orbit})
        connect(box, &QDoubleSpinBox::valueChanged, this, &RenderDialog::takeOrder);
    for (QCheckBox* box : {m_overlays, m_plot})
        connect(box, &QCheckBox::toggled, this, &RenderDialog::takeOrder);
    connect(m_size, &SizeChoice::changed, this, &RenderDialog::takeOrder);
    return choices;
}

QWidget* RenderDialog::buildButtons()
{
    m_state = stateLabel();
    m_close = new QPushButton(tr("Close"));
    m_close->setObjectName("close");
    m_start = new QPushButton(tr("&Render…"));
    m_start->setObjectName("start");
    m_start->setProperty("primary", true);
    connect(m_close, &QPushButton::clicked, this, &RenderDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &RenderDialog::chooseAndRender);
    return buttonRow(*m_state, {m_close, m_start});
}

void RenderDialog::setOrder(const RenderOrder& order)
{
    {
        std::vector<QSignalBlocker> blockers;
        for (QObject* each : std::initializer_list<QObject*>{m_subject, m_from, m_to, m_speed,
                 m_rate, m_format, m_colors, m_overlays, m_plot, m_orbit})
            blockers.emplace_back(each);
        m_order = order;
        m_subject->setCurrentIndex(std::max(0, m_subject->findData(order.parameter)));
        m_from->setValue(order.from);
        m_to->setValue(order.to);
        m_speed->setValue(order.parameter.isEmpty() ? order.speed : order.seconds);
        m_rate->setCurrentIndex(std::max(0, m_rate->findData(order.framesPerSecond)));
        m_size->setChosen(order.size);
        m_format->setCurrentIndex(static_cast<int>(order.format));
        m_colors->setCurrentIndex(static_cast<int>(order.colors));
        m_overlays->setChecked(order.overlays);
        m_plot->setChecked(order.withPlot);
        m_orbit->setValue(order.orbit);
    }
    takeOrder();
}

void RenderDialog::takeSubject()
{
    RenderOrder order = m_order;
    order.parameter = m_subject->currentData().toString();
    if (order.parameter.isEmpty()) {
        order.from = 0.0;
        order.to = m_shown.experiment.time.until;
    } else {
        const auto range = parameterRange(m_shown.experiment, order.parameter.toStdString());
        order.from = range.first;
        order.to = range.second;
    }
    setOrder(order);
}

void RenderDialog::takeOrder()
{
    const bool timeRuns = m_subject->currentIndex() == 0;
    m_order.parameter = m_subject->currentData().toString();
    m_order.from = m_from->value();
    m_order.to = m_to->value();
    (timeRuns ? m_order.speed : m_order.seconds) = m_speed->value();
    m_order.framesPerSecond = m_rate->currentData().toInt();
    m_order.size = m_size->chosen();
    m_order.format = static_cast<FilmFormat>(m_format->currentIndex());
    m_order.colors = static_cast<PictureOrder::Colors>(m_colors->currentIndex());
    m_order.overlays = m_overlays->isChecked();
    m_order.withPlot = m_plot->isChecked();
    m_order.orbit = m_orbit->value();
    settings::setRenderOrder(m_order);
    say({});
    showState();
    m_previewSoon.start();
}

QString RenderDialog::facts() const
{
    try {
        const long long pictures = m_order.pictures();
        QString text
            = tr("%1 pictures, %2 s of video").arg(pictures).arg(m_order.length(), 0, 'f', 1);
        if (!m_order.parameter.isEmpty())
            text += tr(", each at t = %1").arg(m_order.at, 0, 'g', 4);
        if (m_drawingSeconds > 0.0)
            text += tr("; drawing takes about %1")
                        .arg(duration(m_drawingSeconds * static_cast<double>(pictures)));
        return text;
    } catch (const std::exception& error) {
        return QString::fromStdString(sentenceOf(error));
    }
}

void RenderDialog::showState()
{
    const bool timeRuns = m_order.parameter.isEmpty();
    const QString unit
        = QString::fromStdString(unitSymbol(Quantity::Time, m_shown.experiment.units));
    m_speedName->setText(timeRuns ? tr("Speed") : tr("Length"));
    m_speed->setSuffix(timeRuns ? ' ' + unit + tr(" per second") : tr(" s"));
    const bool renders = isRendering();
    m_choices->setEnabled(!renders);
    m_start->setEnabled(!renders);
    m_close->setText(renders ? tr("Cancel") : tr("Close"));
    m_progress->setVisible(renders);
    if (!renders)
        m_facts->setText(facts());
}

void RenderDialog::drawPreview()
{
    if (!m_shown.frame || isRendering())
        return;
    // At the film's own size, which tells what a picture costs.
    auto draw = filmDrawing(m_order, m_shown, m_parts.plots.plotInView(), even(m_size->size()));
    m_preview.start([this, draw = std::move(draw)]() mutable {
        QElapsedTimer clock;
        clock.start();
        const QImage image = draw();
        draw = nullptr;
        const double seconds = 1e-3 * static_cast<double>(clock.elapsed());
        QMetaObject::invokeMethod(this, [this, seconds] { m_drawingSeconds = seconds; });
        return image.scaled(
            largestPreview.boundedTo(image.size()), Qt::KeepAspectRatio, Qt::SmoothTransformation);
    });
}

void RenderDialog::chooseAndRender()
{
    const QString suffix = suffixOf(m_order.format);
    const bool isNumbered = m_order.format == FilmFormat::Pictures;
    const QString path = chooseFileToWrite(this, tr("Render video"),
        suggestedPath(m_shown.experiment.title, isNumbered ? "-{n}.png" : suffix),
        tr("%1 files (*%2)").arg(suffix.mid(1).toUpper(), suffix));
    if (!path.isEmpty())
        renderTo(path);
}

void RenderDialog::renderTo(const QString& path)
{
    QString name = path;
    if (m_order.format == FilmFormat::Pictures && !name.contains("{n}"))
        name.insert(name.lastIndexOf('.'), "-{n}");
    try {
        if (!name.endsWith(suffixOf(m_order.format), Qt::CaseInsensitive))
            throw std::invalid_argument(
                "the name must end in " + suffixOf(m_order.format).toStdString());
        m_job.start(renderOptions(m_order, m_shown, even(m_size->size()), name));
    } catch (const std::exception& error) {
        return say(QString::fromStdString(sentenceOf(error)), true);
    }
    m_progress->setValue(0);
    say(tr("Rendering %1").arg(QFileInfo(name).fileName()));
    showState();
}

void RenderDialog::showProgress(long long written, double seconds, const QImage& last)
{
    if (!isRendering())
        return;
    const long long pictures = m_order.pictures();
    m_picture->setPicture(last);
    m_progress->setMaximum(static_cast<int>(pictures));
    m_progress->setValue(static_cast<int>(written));
    m_facts->setText(
        tr("Picture %1 of %2, about %3 left").arg(written).arg(pictures).arg(duration(seconds)));
}

void RenderDialog::reject()
{
    if (!isRendering())
        return QDialog::reject();
    m_job.cancel();
    say(tr("Finishing the file…"));
}

void RenderDialog::say(const QString& text, bool isProblem)
{
    m_state->setForegroundRole(isProblem ? QPalette::BrightText : QPalette::PlaceholderText);
    m_state->setText(text);
}

} // namespace dqm
