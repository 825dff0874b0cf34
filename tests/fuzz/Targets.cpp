#include "fuzz/Targets.h"

namespace dqm::fuzz {

const std::vector<Target>& targets()
{
    static const std::vector<Target> all{{"png", readPng}, {"gif", readGif}, {"rdf", readRdf},
        {"vtk", readVtk}, {"arrays", readNpz}, {"table", readTable}, {"file", readAnyFile},
        {"experiment", readExperiment}, {"formula", readAnyFormula}, {"changes", makeChanges},
        {"options", readOptions}};
    return all;
}

} // namespace dqm::fuzz
