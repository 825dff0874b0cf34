#pragma once

#include <QString>
#include <QWidget>

#include <memory>
#include <vector>

namespace dqm {

/// The experiment chooser: shipped experiments by title, the text and equations of the chosen one.
class ExperimentGallery : public QWidget
{
    Q_OBJECT

public:
    struct Entry
    {
        QString name; ///< "free-spreading"
        QString title; ///< "Free spreading"
        QString
            group{}; ///< "Waves": entries of one group stand below its name, if there are several
    };
    explicit ExperimentGallery(std::vector<Entry> entries, QWidget* parent = nullptr);
    ~ExperimentGallery() override;

    /// Shows an experiment as the present one, without emitting; name may be empty (a file).
    void setCurrent(const QString& name, const QString& title, const QString& aboutMarkdown,
        const QStringList& equations);

signals:
    void chosen(const QString& name);
    /// A chip of the present experiment's equations was clicked.
    void equationClicked(int number);

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
