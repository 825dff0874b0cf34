#pragma once

#include "app/experiments/AnyExperiment.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QImage>
#include <QString>

#include <functional>
#include <optional>

class QMimeData;

namespace dqm {

class ExperimentDocument;

/// What is dropped on the window or pasted: a file, an experiment as text, a picture that was
/// copied here, which opens as its experiment, and any other picture, which becomes V.
class Incoming
{
    Q_DECLARE_TR_FUNCTIONS(Incoming)

public:
    struct Parts
    {
        std::function<void(const QString&)> openFile;
        std::function<void(AnyExperiment, std::optional<double> time)> openExperiment;
        ExperimentDocument& document;
        std::function<bool()> isWave; ///< what is on the table
        std::function<double()> energy; ///< of what is seen: the scale of a picture's V
        std::function<void(const QString&)> hint;
        std::function<void(const QString&)> error;
    };
    explicit Incoming(Parts parts);

    /// Whether there is something that can be taken.
    static bool isWelcome(const QMimeData& data);
    void take(const QMimeData& data);

private:
    void takeFile(const QString& path);
    void takeText(const QByteArray& text, std::optional<double> time);
    void takePicture(const QImage& picture);

    Parts m_parts;
};

} // namespace dqm
