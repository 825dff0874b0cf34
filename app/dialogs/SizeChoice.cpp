#include "app/dialogs/SizeChoice.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace dqm {

namespace {

constexpr int smallestSide = 64;
constexpr int largestSide = 8192;

QString named(QSize size)
{
    QString numbers = QStringLiteral("%1 × %2").arg(size.width()).arg(size.height());
    const std::pair<int, QString> names[]
        = {{480, "480p"}, {720, "HD"}, {1080, "Full HD"}, {2160, "4K"}, {4320, "8K"}};
    for (const auto& [height, name] : names) {
        if (size.height() == height)
            return QStringLiteral("%1 (%2)").arg(numbers, name);
    }
    return numbers;
}

QSize allowed(QSize size, int step)
{
    const auto side = [step](int pixels) {
        return std::clamp(pixels, smallestSide, largestSide) / step * step;
    };
    return {side(size.width()), side(size.height())};
}

QSpinBox* sideBox(int step, const QString& name)
{
    auto* box = new QSpinBox;
    box->setRange(smallestSide, largestSide);
    box->setSingleStep(step);
    box->setAccessibleName(name);
    box->setKeyboardTracking(false);
    return box;
}

} // namespace

SizeChoice::SizeChoice(QSize own, const QList<QSize>& usual, int step, QWidget* parent)
    : QWidget(parent)
    , m_own(allowed(own, step))
    , m_usual(new QComboBox)
    , m_width(sideBox(step, tr("Width")))
    , m_height(sideBox(step, tr("Height")))
{
    m_usual->setObjectName("usualSizes");
    m_width->setObjectName("width");
    m_height->setObjectName("height");
    m_usual->addItem(tr("As on the screen"), QSize());
    for (const QSize size : usual)
        m_usual->addItem(named(size), size);
    m_usual->addItem(tr("Any other"), QSize());

    auto* numbers = new QHBoxLayout;
    numbers->setSpacing(8);
    numbers->addWidget(m_width, 1);
    numbers->addWidget(new QLabel(QStringLiteral("×")));
    numbers->addWidget(m_height, 1);
    numbers->addWidget(new QLabel(tr("pixels")));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_usual);
    column->addLayout(numbers);

    connect(m_usual, &QComboBox::activated, this, &SizeChoice::takeUsual);
    for (QSpinBox* box : {m_width, m_height})
        connect(box, &QSpinBox::valueChanged, this, &SizeChoice::takeNumbers);
    setChosen({});
}

void SizeChoice::setOwn(QSize own)
{
    m_own = allowed(own, m_width->singleStep());
    if (m_usual->currentIndex() == 0)
        setChosen({});
}

QSize SizeChoice::size() const
{
    return allowed({m_width->value(), m_height->value()}, std::max(1, m_width->singleStep()));
}

QSize SizeChoice::chosen() const { return m_usual->currentIndex() == 0 ? QSize() : size(); }

void SizeChoice::setChosen(QSize size)
{
    const QSize shown = size.isEmpty() ? m_own : allowed(size, m_width->singleStep());
    const QSignalBlocker blockers[] = {QSignalBlocker(m_width), QSignalBlocker(m_height)};
    m_width->setValue(shown.width());
    m_height->setValue(shown.height());
    const int found = m_usual->findData(shown);
    m_usual->setCurrentIndex(size.isEmpty() ? 0 : found > 0 ? found : m_usual->count() - 1);
}

void SizeChoice::takeUsual(int index)
{
    // The last one keeps the numbers, for the hand to change.
    if (index < m_usual->count() - 1)
        setChosen(m_usual->itemData(index).toSize());
    else
        m_width->setFocus();
    emit changed();
}

void SizeChoice::takeNumbers()
{
    setChosen(size());
    emit changed();
}

} // namespace dqm
