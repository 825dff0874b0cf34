#pragma once

#include "app/session/ExperimentDocument.h"

#include <QDialog>

class QListWidget;
class QPushButton;

namespace dqm {

/// The moments of an experiment as a list: names are typed into it, and each can be moved or
/// removed. Every change is a step of the history.
class MomentDialog : public QDialog
{
    Q_OBJECT

public:
    MomentDialog(ExperimentDocument& document, QWidget* parent);

signals:
    /// One of them shall be shown.
    void chosen(int index);

private:
    void showMoments();
    void rename(int row);
    void move(int by);
    void remove();
    void put(std::vector<Moment> moments, const QString& what);
    void showState();

    ExperimentDocument& m_document;
    QListWidget* m_list;
    QPushButton* m_go;
    QPushButton* m_up;
    QPushButton* m_down;
    QPushButton* m_remove;
    std::vector<Moment> m_listed;
};

} // namespace dqm
