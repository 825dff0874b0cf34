#pragma once

#include "app/commands/Commands.h"
#include "app/session/ExperimentDocument.h"
#include "core/frames/Frame.h"
#include "core/frames/FrameRequest.h"
#include "widgets/scene/model/SceneOptions.h"
#include "widgets/theme/Theme.h"

#include <QObject>

#include <memory>

class QDockWidget;

namespace dqm {

class ParticlePanel;

/// The panel of particles in its dock, tied to the document: what is changed there goes into the
/// experiment, and what is open decides what frames must hold.
class ParticleTools : public QObject
{
    Q_OBJECT

public:
    /// The window gives the dock its place.
    ParticleTools(Commands& commands, ExperimentDocument& document, QObject* parent);

    void setFrame(const std::shared_ptr<const Frame>& frame);
    /// Another run begins: its numbers are not known yet.
    void clear();
    void setTheme(const Theme& theme);
    /// What the panel and the scene need of frames.
    void fill(FrameRequest& request) const;
    QDockWidget& dock() { return *m_dock; }
    /// Exhibits have no ensemble: the dock steps aside, and comes back as it was.
    void setAvailable(bool available);

signals:
    void needsChanged();

private:
    void open(bool opened);
    void fold(bool folded);
    void showExperiment();

    Commands& m_commands;
    ExperimentDocument& m_document;
    ParticlePanel* m_panel;
    QDockWidget* m_dock;
    bool m_wasOpen = false; ///< when the panels were folded away
    bool m_stepsBack = false; ///< once a wave is there again
};

} // namespace dqm
