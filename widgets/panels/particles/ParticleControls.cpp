#include "widgets/panels/particles/ParticleControls.h"

#include "core/setup/Parameters.h"
#include "widgets/numbers/NumberBox.h"
#include "widgets/panels/bars/WrapLayout.h"
#include "widgets/panels/parameters/ParameterRow.h"
#include "widgets/theme/TypeSize.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace dqm {

namespace {

struct Law
{
    ParticleLaw law;
    const char* name;
    const char* formula;
    const char* sentence;
};

const std::array laws{
    Law{ParticleLaw::Conservative, "law.conservative", "dx = (v − u) dt + √(2D) dW",
        "Nelson: the noise makes Fick’s flux ρu, the drift −u takes it back, and ρ goes with v "
        "as (14) says."},
    Law{ParticleLaw::TotalVelocity, "law.totalVelocity", "What if  dx = (v + u) dt + √(2D) dW",
        "The paper’s “total velocity” as forward drift (erratum X3): v + u is the mean velocity "
        "of arrival, and ρ runs apart."},
    Law{ParticleLaw::DriftAndNoise, "law.driftAndNoise", "What if  dx = v dt + √(2D) dW",
        "Fick’s flux on top of the drift (erratum X3): ordinary diffusion is added and ρ is "
        "lost."}};

QLabel* muted(const QString& text)
{
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QCheckBox* checkBoxFor(QAction* action, const QString& text)
{
    auto* box = new QCheckBox(text);
    box->setObjectName(action->objectName() + QStringLiteral(".box"));
    box->setToolTip(action->toolTip());
    box->setChecked(action->isChecked());
    QObject::connect(box, &QCheckBox::toggled, action, &QAction::setChecked);
    QObject::connect(action, &QAction::toggled, box, &QCheckBox::setChecked);
    return box;
}

} // namespace

ParticleControls::ParticleControls(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_count(new ParameterRow(parameter("ensemble.particles")))
    , m_noise(new ParameterRow(parameter("ensemble.noise")))
    , m_hint(muted(tr("There are no particles yet: move the slider to draw some from ρ.")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 4);
    column->setSpacing(4);
    m_count->setWord(0.0, tr("none"));
    column->addWidget(m_count);
    column->addWidget(m_hint);
    auto* shownLine = new QWidget;
    auto* shown = new WrapLayout(shownLine);
    shown->setContentsMargins(0, 0, 0, 0);
    shown->setSpacing(12);
    shown->addWidget(checkBoxFor(actions.layer, tr("Show")));
    shown->addWidget(checkBoxFor(actions.trails, tr("Trails")));
    shown->addWidget(checkBoxFor(actions.alone, tr("Without surface")));
    column->addWidget(shownLine);
    column->addSpacing(4);
    column->addWidget(m_noise);
    column->addWidget(muted(tr("ρ does not change, the paths do.")));
    addLaws();
    addStart();
    for (ParameterRow* row : {m_count, m_noise}) {
        const QString id
            = QString::fromStdString(row == m_count ? "ensemble.particles" : "ensemble.noise");
        connect(row, &ParameterRow::valueChanged, this,
            [this, id](double value) { emit valueChanged(id, value); });
    }
    setExperiment(Experiment{});
}

void ParticleControls::addLaws()
{
    layout()->addItem(new QSpacerItem(0, 4));
    for (std::size_t k = 0; k < laws.size(); ++k) {
        m_laws[k] = new QRadioButton(QString::fromUtf8(laws[k].formula), this);
        m_laws[k]->setObjectName(QString::fromLatin1(laws[k].name));
        QLabel* sentence = muted(tr(laws[k].sentence));
        sentence->setContentsMargins(22, 0, 0, 2);
        layout()->addWidget(m_laws[k]);
        layout()->addWidget(sentence);
        connect(m_laws[k], &QRadioButton::toggled, this, [this, k](bool on) {
            if (on)
                change([k](EnsembleSettings& settings) { settings.law = laws[k].law; });
        });
    }
}

NumberBox* ParticleControls::box(const char* name, double minimum, double maximum, double step)
{
    auto* made = new NumberBox(this);
    made->setObjectName(QString::fromLatin1(name));
    made->setScale(SliderScale(minimum, maximum, step, false));
    fixWidth(made, 60);
    return made;
}

void ParticleControls::addStart()
{
    m_ownStart = new QCheckBox(tr("Begin as another cloud than ρ  ↺"), this);
    m_ownStart->setObjectName(QStringLiteral("ownStart"));
    m_ownStart->setToolTip(
        tr("<p>Out of equilibrium: with noise the cloud relaxes towards ρ, as far as the time "
           "lets it; with drift alone it never does. Begins anew at t = 0.</p>"));
    layout()->addWidget(m_ownStart);
    m_centerX = box("start.x", -1e6, 1e6, 0.1);
    m_centerY = box("start.y", -1e6, 1e6, 0.1);
    m_width = box("start.sigma", 1e-6, 1e6, 0.1);
    m_seed = box("ensemble.seed", 0.0, 4294967295.0, 1.0);
    m_cloud = new QWidget(this);
    auto* cloud = new WrapLayout(m_cloud);
    cloud->setContentsMargins(22, 0, 0, 0);
    cloud->setSpacing(6);
    cloud->addWidget(new QLabel(tr("at")));
    cloud->addWidget(m_centerX);
    cloud->addWidget(m_centerY);
    cloud->addWidget(new QLabel(tr("width <i>σ</i>")));
    cloud->addWidget(m_width);
    layout()->addWidget(m_cloud);
    auto* seedLine = new QWidget(this);
    auto* seed = new QHBoxLayout(seedLine);
    seed->setContentsMargins(0, 0, 0, 0);
    auto* seedLabel = new QLabel(tr("Seed  ↺"));
    seedLabel->setToolTip(tr("<p>The same seed gives the same run on any machine.</p>"));
    seed->addWidget(seedLabel);
    seed->addStretch();
    seed->addWidget(m_seed);
    layout()->addWidget(seedLine);

    const auto takeCloud = [this] {
        change([this](EnsembleSettings& settings) {
            settings.start.reset();
            if (m_ownStart->isChecked())
                settings.start = GaussianCloud{Vec2(m_centerX->value(), m_centerY->value()),
                    Vec2(m_width->value(), m_width->value())};
        });
    };
    connect(m_ownStart, &QCheckBox::toggled, this, takeCloud);
    for (NumberBox* each : {m_centerX, m_centerY, m_width})
        connect(each, &NumberBox::valueEdited, this, takeCloud);
    connect(m_seed, &NumberBox::valueEdited, this, [this](double value) {
        change(
            [value](EnsembleSettings& settings) { settings.seed = static_cast<unsigned>(value); });
    });
}

void ParticleControls::change(const std::function<void(EnsembleSettings&)>& edit)
{
    EnsembleSettings wanted = m_settings;
    edit(wanted);
    if (wanted == m_settings)
        return;
    m_settings = wanted;
    m_cloud->setEnabled(wanted.start.has_value());
    emit ensembleChanged(wanted);
}

void ParticleControls::setExperiment(const Experiment& experiment)
{
    m_settings = experiment.ensemble;
    for (ParameterRow* row : {m_count, m_noise}) {
        const std::string id = row == m_count ? "ensemble.particles" : "ensemble.noise";
        const auto [minimum, maximum] = parameterRange(experiment, id);
        row->setRange(minimum, maximum);
        row->setUnit(QString());
        row->showValue(parameterValue(experiment, id));
    }
    m_hint->setVisible(m_settings.particles == 0);
    for (std::size_t k = 0; k < laws.size(); ++k) {
        const QSignalBlocker quiet(m_laws[k]);
        m_laws[k]->setChecked(laws[k].law == m_settings.law);
    }
    // Where there is none, a cloud beside the packet, half as wide, is proposed.
    GaussianCloud cloud{experiment.grid.center + 0.05 * experiment.grid.size,
        Vec2::Constant(0.03 * experiment.grid.size.minCoeff())};
    if (!experiment.packets.empty()) {
        if (const auto* packet = std::get_if<GaussianPacket>(&experiment.packets.front()))
            cloud = {packet->center + packet->sigma, 0.5 * packet->sigma};
    }
    cloud = m_settings.start.value_or(cloud);
    const QSignalBlocker quiet(m_ownStart);
    m_ownStart->setChecked(m_settings.start.has_value());
    m_cloud->setEnabled(m_settings.start.has_value());
    m_centerX->showValue(cloud.center.x());
    m_centerY->showValue(cloud.center.y());
    m_width->showValue(cloud.sigma.x());
    m_seed->showValue(m_settings.seed);
}

} // namespace dqm
