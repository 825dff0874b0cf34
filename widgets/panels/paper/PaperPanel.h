#pragma once

#include "core/frames/Frame.h"
#include "core/readouts/Readout.h"
#include "widgets/panels/paper/PaperContents.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace dqm {

/// The paper, live: its equations (1) to (34) in its sections and order, each with what the present
/// ensemble makes of it. Filtered by number or word, or to what the experiment says it shows.
class PaperPanel : public QWidget
{
    Q_OBJECT

public:
    struct Experiment
    {
        QString name; ///< "free-spreading"
        QString title; ///< "Free spreading"
    };
    /// @param experiments  the shipped ones: buttons name them by their titles.
    explicit PaperPanel(const std::vector<Experiment>& experiments, QWidget* parent = nullptr);
    ~PaperPanel() override;

    /// The equations the experiment shows, as in its file: "2", "16". Forgets the numbers.
    void setShown(const QStringList& numbers);
    /// The rows that a frame has of one instant, each for every equation it names ("(22), (23)"),
    /// judged as everywhere else: equationReadouts().
    void setFrame(const Frame& frame);
    /// No numbers have come yet.
    void clear();
    /// Brings an equation into view, unfolded and marked, whatever the filter was.
    void jumpTo(int number);
    QSize sizeHint() const override { return {344, 600}; }

signals:
    void experimentWanted(const dqm::PaperView& view);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build(const std::vector<Experiment>& experiments);
    void filter();
    void keepPinned();
    void setReadouts(std::vector<Readout> readouts);
    void showStatus();

    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
