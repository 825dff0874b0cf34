#include "widgets/theme/Theme.h"

#include <QString>

#include <cmath>

namespace dqm {

namespace {

Theme lightTheme()
{
    Theme t;
    t.drift = QColor(0x00, 0x72, 0xB2);
    t.diffusion = QColor(0xD5, 0x5E, 0x00);
    t.potential = QColor(0x00, 0x9E, 0x73);
    t.total = QColor(0x1B, 0x1E, 0x23);
    t.rest = QColor(0x8E, 0x5A, 0x87);
    t.selection = QColor(0xE6, 0x9F, 0x00);
    t.background = QColor(0xF7, 0xF7, 0xF4);
    t.panel = QColor(0xFF, 0xFF, 0xFE);
    t.line = QColor(0xCF, 0xD0, 0xCC);
    t.mutedText = QColor(0x5C, 0x62, 0x6B);
    t.surface = QColor(0xE6, 0xE6, 0xE2);
    t.error = QColor(0xB3, 0x26, 0x1E);
    return t;
}

Theme darkTheme()
{
    Theme t;
    t.drift = QColor(0x56, 0xB4, 0xE9);
    t.diffusion = QColor(0xF0, 0x85, 0x3A);
    t.potential = QColor(0x2B, 0xC4, 0x9A);
    t.total = QColor(0xEC, 0xED, 0xEF);
    t.rest = QColor(0xCC, 0x79, 0xA7);
    t.selection = QColor(0xF0, 0xB9, 0x4D);
    t.background = QColor(0x14, 0x16, 0x1A);
    t.panel = QColor(0x1C, 0x1F, 0x25);
    t.line = QColor(0x3A, 0x3F, 0x48);
    t.mutedText = QColor(0xA3, 0xAA, 0xB4);
    t.surface = QColor(0x26, 0x2A, 0x31);
    t.error = QColor(0xFF, 0x8A, 0x80);
    t.dark = true;
    return t;
}

Theme forProjector(Theme t)
{
    t.background = t.dark ? QColor(Qt::black) : QColor(Qt::white);
    t.panel = t.dark ? QColor(0x0E, 0x0F, 0x12) : QColor(0xFA, 0xFA, 0xFA);
    t.total = t.dark ? QColor(Qt::white) : QColor(Qt::black);
    t.mutedText = t.dark ? QColor(0xC4, 0xC8, 0xCE) : QColor(0x3C, 0x40, 0x47);
    t.lineWidth = 1.6;
    t.textScale = 1.25;
    return t;
}

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto channel = [share](int from, int to) {
        return static_cast<int>(std::lround(from + share * (to - from)));
    };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

QString sliderAccent(const char* quantity, const QColor& color)
{
    return QStringLiteral(
        "QSlider[quantity=\"%1\"]::sub-page:horizontal:enabled { background: %2; }\n"
        "QSlider[quantity=\"%1\"]::handle:horizontal:enabled { border-color: %2; }\n")
        .arg(QLatin1String(quantity), color.name());
}

QString sliderRules(const Theme& t)
{
    QString sheet = QStringLiteral(R"(
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: %1; }
QSlider::sub-page:horizontal { border-radius: 2px; background: %2; }
QSlider::handle:horizontal {
  width: 10px; height: 10px; margin: -5px 0; border-radius: 7px;
  border: 2px solid %2; background: %3; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: %4; }
QSlider::sub-page:horizontal:disabled { background: %1; }
QSlider::handle:horizontal:disabled { border-color: %1; }
)")
                        .arg(t.line.name(), t.mutedText.name(), t.panel.name(), t.selection.name());
    sheet += sliderAccent("drift", t.drift);
    sheet += sliderAccent("diffusion", t.diffusion);
    sheet += sliderAccent("potential", t.potential);
    sheet += sliderAccent("total", t.total);
    sheet += sliderAccent("rest", t.rest);
    return sheet;
}

QString tableRules(const Theme& t)
{
    return QStringLiteral(R"(
QTableView, QTreeView {
  background: %1; alternate-background-color: %2; border: none; gridline-color: %3; }
QHeaderView::section {
  background: %1; color: %4; border: none; border-bottom: 1px solid %3; padding: 4px 8px; }
)")
        .arg(
            t.panel.name(), mixed(t.panel, t.line, 0.22).name(), t.line.name(), t.mutedText.name());
}

QString frameRules(const Theme& t)
{
    return QStringLiteral(R"(
QGroupBox { border: none; margin-top: 24px; padding: 0; }
QGroupBox::title {
  subcontrol-origin: margin; subcontrol-position: top left; padding: 4px 0; color: %1;
  font-weight: 600; }
QToolTip { color: %2; background: %3; border: 1px solid %4; padding: 4px; }
QPushButton[primary="true"] {
  color: %3; background: %2; border: none; border-radius: 4px; padding: 6px 16px; }
QPushButton[primary="true"]:hover { background: %1; }
QPushButton[primary="true"]:disabled { background: %4; }
QPushButton[quiet="true"] {
  color: %1; background: transparent; border: none; padding: 4px 0; text-decoration: underline; }
QPushButton[quiet="true"]:hover, QPushButton[quiet="true"]:focus { color: %2; }
dqm--MessageBar { background: %5; border-left: 4px solid %6; }
dqm--MessageBar[severity="error"] { background: %7; border-left-color: %8; }
)")
        .arg(t.mutedText.name(), t.total.name(), t.panel.name(), t.line.name(),
            mixed(t.panel, t.selection, 0.16).name(), t.selection.name(),
            mixed(t.panel, t.error, 0.16).name(), t.error.name());
}

} // namespace

const Theme& theme(ThemeKind kind)
{
    static const Theme light = lightTheme();
    static const Theme dark = darkTheme();
    static const Theme projectorLight = forProjector(lightTheme());
    static const Theme projectorDark = forProjector(darkTheme());
    switch (kind) {
    case ThemeKind::Light:
        return light;
    case ThemeKind::Dark:
        return dark;
    case ThemeKind::ProjectorLight:
        return projectorLight;
    case ThemeKind::ProjectorDark:
        return projectorDark;
    }
    return dark;
}

QPalette palette(const Theme& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.panel);
    p.setColor(QPalette::WindowText, t.total);
    p.setColor(QPalette::Base, t.dark ? t.background : QColor(Qt::white));
    p.setColor(QPalette::AlternateBase, mixed(t.panel, t.line, 0.22));
    p.setColor(QPalette::Text, t.total);
    p.setColor(QPalette::Button, mixed(t.panel, t.line, 0.3));
    p.setColor(QPalette::ButtonText, t.total);
    p.setColor(QPalette::BrightText, t.error);
    p.setColor(QPalette::ToolTipBase, t.panel);
    p.setColor(QPalette::ToolTipText, t.total);
    p.setColor(QPalette::PlaceholderText, t.mutedText);
    p.setColor(QPalette::Link, t.drift);
    p.setColor(QPalette::LinkVisited, t.rest);
    p.setColor(QPalette::Highlight, t.selection);
    p.setColor(QPalette::HighlightedText, QColor(0x1B, 0x1E, 0x23));
    p.setColor(QPalette::Light, mixed(t.panel, t.total, 0.06));
    p.setColor(QPalette::Midlight, mixed(t.panel, t.line, 0.5));
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, mixed(t.line, t.mutedText, 0.3));
    p.setColor(QPalette::Shadow, t.dark ? QColor(Qt::black) : t.mutedText);
    const QColor faded = mixed(t.mutedText, t.panel, 0.4);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, faded);
    return p;
}

QString styleSheet(const Theme& t) { return frameRules(t) + sliderRules(t) + tableRules(t); }

} // namespace dqm
