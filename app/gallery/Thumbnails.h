#pragma once

#include "app/session/BackgroundTask.h"
#include "widgets/theme/Theme.h"

#include <QImage>
#include <QObject>
#include <QStringList>

#include <atomic>
#include <memory>

namespace dqm {

/// Small pictures of experiments, made one after the other on a thread of their own while somebody
/// looks, and kept in a folder: under the text of the experiment, so that another one is made when
/// that changes. What cannot be drawn has none.
class Thumbnails : public QObject
{
    Q_OBJECT

public:
    static constexpr QSize pixels{480, 184}; ///< two for each of a card

    /// @param folder  made when it is needed; one that cannot be written is done without.
    explicit Thumbnails(QString folder, QObject* parent = nullptr);
    ~Thumbnails() override;

    /// In the folder where the system lets programs keep what can be made again.
    static QString usualFolder();

    /// From now on those of these experiments (shipped names, paths of files), in their order.
    void want(const QStringList& names, bool isDark);
    /// Nobody looks any more: what was begun is dropped.
    void hold();
    bool isBusy() const { return !m_wanted.isEmpty() || m_task.isBusy(); }

signals:
    /// Those that are kept come as soon as the others.
    void made(const QString& name, const QImage& picture);

private:
    void next();
    void start(const QString& name);
    void keep(const QImage& picture) const;
    void clearAway() const;

    QString m_folder;
    QStringList m_wanted;
    QString m_name; ///< of the one that is being made
    QString m_path; ///< where it will be kept
    bool m_isDark = true;
    bool m_isAsked = false; ///< to go on, soon
    std::shared_ptr<std::atomic<bool>> m_stop;
    BackgroundTask m_task; ///< the last member: its end waits for what uses the others
};

} // namespace dqm
