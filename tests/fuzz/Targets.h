#pragma once

#include <QByteArray>

#include <vector>

namespace dqm::fuzz {

// One function for each target, which throws a Finding if what it does with any bytes is not right.
// A new one is a function here, a line in Targets.cpp and CMakeLists.txt, and a folder in corpus/.

/// A file of any bytes, given to the reader of one format.
void readPng(const QByteArray& input);
void readGif(const QByteArray& input);
void readRdf(const QByteArray& input);
void readVtk(const QByteArray& input);
void readNpz(const QByteArray& input);
void readTable(const QByteArray& input);
/// To the reader that it looks like. Videos are left out: ffprobe reads them.
void readAnyFile(const QByteArray& input);
/// A text that may be an experiment: what is read is written, and reads as the same again.
void readExperiment(const QByteArray& input);
/// A formula: sampled in rows it has the values that it has point by point.
void readAnyFormula(const QByteArray& input);
/// What follows --set.
void makeChanges(const QByteArray& input);
/// The arguments of `dqmlab run`, one on a line.
void readOptions(const QByteArray& input);

/// A target by the name of its folder in corpus/.
struct Target
{
    const char* name;
    void (*run)(const QByteArray& input);
};

/// All of them.
const std::vector<Target>& targets();

} // namespace dqm::fuzz
