#include "app/teaching/MomentMenu.h"

#include "app/teaching/MomentDialog.h"
#include "core/experiment/Units.h"
#include "widgets/numbers/NumberText.h"

#include <QAction>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int withAKey = 9; ///< Ctrl+1 ... Ctrl+9
constexpr double sameTime = 1e-9; ///< of a run

/// A name that none of them has: "t = 1.6", and with a number where that is taken.
std::string freeName(const std::string& wanted, const std::vector<Moment>& taken)
{
    const auto isTaken = [&taken](const std::string& name) {
        return std::ranges::any_of(
            taken, [&](const Moment& moment) { return moment.name == name; });
    };
    std::string name = wanted;
    for (int n = 2; isTaken(name); ++n)
        name = wanted + " (" + std::to_string(n) + ')';
    return name;
}

} // namespace

MomentMenu::MomentMenu(Parts parts, QWidget* window)
    : QObject(window)
    , m_parts(std::move(parts))
    , m_window(window)
{
    const auto on = [this](CommandId id, auto slot) {
        connect(m_parts.commands[id], &QAction::triggered, this, slot);
        m_parts.menu.addAction(m_parts.commands[id]);
    };
    on(CommandId::KeepMoment, &MomentMenu::keep);
    on(CommandId::NextMoment, &MomentMenu::showNext);
    on(CommandId::PreviousMoment, &MomentMenu::showPrevious);
    on(CommandId::EditMoments, &MomentMenu::edit);
    m_parts.menu.addSeparator();
    for (const auto signal : {&Document::opened, &Document::restored, &Document::titleChanged})
        connect(&m_parts.document, signal, this, &MomentMenu::rebuild);
    connect(&m_parts.document, &Document::opened, this, [this] { m_shown = -1; });
    rebuild();
}

void MomentMenu::keep()
{
    const auto frame = m_parts.frame();
    if (!frame || !m_isAvailable)
        return;
    std::vector<Moment> next = moments();
    Moment moment;
    moment.name = freeName("t = " + shortNumber(frame->time, 3).toStdString(), next);
    moment.time = std::max(0.0, frame->time);
    moment.view = m_parts.look();
    const auto later = std::ranges::find_if(
        next, [&moment](const Moment& other) { return other.time > moment.time; });
    m_shown = static_cast<int>(later - next.begin());
    next.insert(later, std::move(moment));
    m_parts.document.setMoments(std::move(next), tr("a moment"));
}

void MomentMenu::show(std::size_t index)
{
    if (index >= moments().size() || !m_isAvailable)
        return;
    const Moment moment = moments()[index];
    m_shown = static_cast<int>(index);
    if (moment.view)
        m_parts.lookAs(*moment.view);
    const auto frame = m_parts.frame();
    if (!frame || std::abs(frame->time - moment.time) > sameTime * std::max(1.0, moment.time))
        m_parts.goTo(moment.time);
}

void MomentMenu::show(const std::string& name)
{
    const auto found = std::ranges::find(moments(), name, &Moment::name);
    if (found != moments().end())
        show(static_cast<std::size_t>(found - moments().begin()));
}

void MomentMenu::showNext()
{
    if (!moments().empty())
        show(std::min(static_cast<std::size_t>(m_shown + 1), moments().size() - 1));
}

void MomentMenu::showPrevious()
{
    if (!moments().empty())
        show(static_cast<std::size_t>(std::max(m_shown - 1, 0)));
}

void MomentMenu::setAvailable(bool available)
{
    m_isAvailable = available;
    m_listed.clear();
    rebuild();
}

void MomentMenu::edit()
{
    if (!m_dialog) {
        m_dialog = new MomentDialog(m_parts.document, m_window);
        connect(m_dialog, &MomentDialog::chosen, this,
            [this](int index) { show(static_cast<std::size_t>(index)); });
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void MomentMenu::rebuild()
{
    static const std::vector<Moment> none;
    const std::vector<Moment>& now = m_isAvailable ? moments() : none;
    const QString unit
        = QString::fromStdString(unitSymbol(Quantity::Time, m_parts.document.present().units));
    m_parts.commands[CommandId::KeepMoment]->setEnabled(m_isAvailable);
    for (const CommandId id :
        {CommandId::NextMoment, CommandId::PreviousMoment, CommandId::EditMoments})
        m_parts.commands[id]->setEnabled(!now.empty());
    if (now == m_listed && unit == m_unit)
        return;
    m_listed = now;
    m_unit = unit;
    qDeleteAll(m_entries);
    m_entries.clear();
    for (std::size_t i = 0; i < now.size(); ++i) {
        const QString name = QString::fromStdString(now[i].name).replace('&', "&&");
        const QString at = QStringLiteral("t = %1 %2").arg(shortNumber(now[i].time, 3), unit);
        QAction* entry = m_parts.menu.addAction(
            at.startsWith(name) ? at : QStringLiteral("%1   (%2)").arg(name, at));
        if (i < withAKey)
            entry->setShortcut(
                QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i))));
        connect(entry, &QAction::triggered, this, [this, i] { show(i); });
        m_entries << entry;
    }
}

} // namespace dqm
