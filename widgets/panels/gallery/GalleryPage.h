#pragma once

#include "widgets/panels/gallery/GalleryEntry.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace dqm {

class GalleryCard;

/// All experiments as cards below the names of their chapters, over all of a window. A search
/// leaves those that have its words; arrows go from card to card, Enter chooses, letters begin a
/// search, Escape takes the search back and then leaves. While it is seen keys without Ctrl or Alt
/// are its own, and Tab stays in it.
class GalleryPage : public QWidget
{
    Q_OBJECT

public:
    explicit GalleryPage(QWidget* parent = nullptr);

    /// Cards of other experiments than before have no pictures yet.
    void setEntries(const std::vector<GalleryEntry>& entries);
    void setPicture(const QString& name, const QImage& picture);
    /// What lies on the table.
    /// @param goOn  "Go on at t = 3.6"
    void setPresent(const QString& name, const QString& goOn);
    void setShownAtStart(bool shown);
    /// Why nothing was opened; empty takes it back.
    void showProblem(const QString& reason);
    /// Ready to be used: no search, the focus on the card of what lies on the table.
    void begin();
    /// The cards that are seen, in their order.
    std::vector<GalleryCard*> shown() const;

signals:
    void chosen(const QString& name);
    void left();
    void shownAtStartChanged(bool shown);
    /// Pictures of the other kind of theme are wanted.
    void themeChanged();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct Chapter
    {
        QWidget* all; ///< head and cards
        std::vector<GalleryCard*> cards;
    };

    QWidget* head();
    QWidget* foot();
    Chapter& chapterNamed(const QString& name);
    void search(const QString& text);
    void focus(GalleryCard* card);
    GalleryCard* focused() const;
    void keepFocusInView();
    GalleryCard* cardTowards(const GalleryCard& from, int least, int direction) const;
    void leaveStepwise();
    bool moveTo(int key);

    std::vector<GalleryEntry> m_entries;
    std::vector<Chapter> m_chapters;
    QLineEdit* m_search = nullptr;
    QPushButton* m_back = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_body = nullptr;
    QLabel* m_nothing = nullptr;
    QLabel* m_problem = nullptr;
    QCheckBox* m_atStart = nullptr;
    GalleryCard* m_last = nullptr; ///< that had the focus
    bool m_wasDark = false;
};

} // namespace dqm
