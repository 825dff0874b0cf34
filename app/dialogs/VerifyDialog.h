#pragma once

#include "app/session/BackgroundTask.h"
#include "app/verification/Verification.h"
#include "widgets/theme/Theme.h"

#include <QDialog>

#include <atomic>
#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;

namespace dqm {

class ReadoutTable;

/// "Verify this installation": the runs of `dqmlab verify` beside the window, and their table,
/// which fills as they end. Begins when it is made; Cancel, or closing it, ends it within a moment.
class VerifyDialog : public QDialog
{
    Q_OBJECT

public:
    explicit VerifyDialog(const Theme& theme, QWidget* parent = nullptr,
        std::vector<VerificationCase> cases = verificationCases());
    ~VerifyDialog() override;

    bool isBusy() const { return m_isBusy; }
    const ReadoutTable& table() const { return *m_table; }
    QString state() const;

public slots:
    void reject() override;

private:
    void add(const Verified& verified);
    void conclude(const QString& problem);

    std::vector<VerificationCase> m_cases;
    std::vector<Readout> m_readouts; ///< of the cases that ended
    std::shared_ptr<std::atomic<bool>> m_isCancelled;
    bool m_isBusy = true;
    ReadoutTable* m_table;
    QLabel* m_state;
    QProgressBar* m_progress;
    QPushButton* m_button; ///< Cancel, then Close
    std::unique_ptr<BackgroundTask> m_task;
};

} // namespace dqm
