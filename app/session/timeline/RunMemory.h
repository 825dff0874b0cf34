#pragma once

#include "core/simulation/KeptState.h"
#include "core/simulation/Simulation.h"

#include <chrono>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace dqm {

/// Whether what moves the ensemble, or what is carried with it, is another one.
bool isOtherLaw(const Experiment& before, const Experiment& after);

/// What a run was: states of it, and what was done from each of them on, so that any time that it
/// has reached can be had again. Whatever moves or changes the simulation of a run goes through
/// here; one thread at a time.
///
/// Exact   a time at which the run stood between two calls comes back to the last bit, particles
///         with their chance too; in between the same steps are taken up to it.
/// Known   are the times that were gone through forward. Going over them again, in either
///         direction, adds nothing; time that goes on beyond them is noted anew.
/// Law     a change of what moves the ensemble ends what was known of later times. One that was
///         made later than the time that is looked back at comes into force there as well, and ends
///         it when time moves on.
/// Memory  above the budget those states go that leave the shortest ways; the first stays. Where
///         that alone is above it nothing is known. Of a long way what was done is noted by several
///         calls at once: psi comes back to rounding then, particles by other kicks.
class RunMemory
{
public:
    explicit RunMemory(std::size_t budget);

    /// A run begins with the simulation as it stands.
    void begin(Simulation& simulation);
    /// There is no simulation any more.
    void forget();
    void setBudget(std::size_t bytes);

    // As of the simulation.
    void advance(int steps);
    void advanceTo(double time);
    void setStepLimit(double limit);
    /// @pre it prepares nothing anew.
    void apply(const Experiment& experiment);
    void setEvolveInKPrime(bool carry);

    /// Whether a time is known.
    bool knows(double time) const;
    /// The last one that is. @pre a run was begun.
    double knownUntil() const { return end(); }
    /// Takes up a state before a time that is known; goOn() leads to it, and the experiment as it
    /// is now is in force there.
    void lookBack(double time);
    bool isOnTheWay() const { return m_way.has_value(); }
    /// @returns whether the simulation has come to the time that was looked back at.
    bool goOn();
    /// The simulation stays where it has come to on the way.
    void callOff();
    /// Goes back to shortly before a time, as it was then, its experiment too; what was known of
    /// later times is not any more.
    /// @returns false, and nothing is done, where nothing is known of before.
    bool returnBefore(double time);

    /// The time after which nothing that was known before is true any more, once if there is one.
    std::optional<double> takeCut() { return std::exchange(m_cut, std::nullopt); }
    std::size_t states() const { return m_stretches.size(); }
    std::size_t bytes() const { return m_bytes; }

private:
    struct Steps
    {
        int count;
    };
    struct Landing
    {
    };
    struct Limit
    {
        double limit;
    };
    struct Law
    {
        std::shared_ptr<const Experiment> experiment;
        bool acts = false; ///< something is done to the ensemble, which happens under this law
    };
    struct Carry
    {
        bool carry;
    };
    using Deed = std::variant<Steps, Landing, Limit, Law, Carry>;
    struct Event
    {
        Deed deed;
        double time; ///< after it
    };
    /// A state and what was done from there on.
    struct Stretch
    {
        std::shared_ptr<const KeptState> state;
        bool follows = false; ///< what was done in the one before leads to this state
        std::vector<Event> events = {};

        double end() const { return events.empty() ? state->time() : events.back().time; }
    };
    /// Where the simulation stands.
    enum class Place
    {
        End, ///< of what is known
        Within,
        Aside ///< within, under a law that was not in force then
    };
    struct Way
    {
        std::size_t stretch;
        std::size_t event; ///< the next one
        double to;
        Experiment wanted; ///< what shall be in force there
        bool carries;
        bool isChanged = false; ///< by a person, on the way
    };

    double end() const { return m_stretches.empty() ? 0.0 : m_stretches.back().end(); }
    void moved(double before, Deed deed);
    void note(Deed deed);
    bool keep(bool follows);
    void cut();
    void moveOn();
    void perform(const Deed& deed, double landing);
    void goInto(const Event& event);
    void thin();
    static void join(std::vector<Event>& events);

    std::size_t m_budget;
    std::size_t m_bytes = 0;
    Simulation* m_simulation = nullptr;
    bool m_keeps = false; ///< a state fits the budget
    std::vector<Stretch> m_stretches; ///< times increasing
    Place m_place = Place::End;
    std::optional<Way> m_way;
    std::optional<double> m_cut;
    double m_limit = 0.0; ///< of steps, as it was set last
    bool m_carries = false; ///< K', likewise
    std::chrono::steady_clock::time_point m_lastKept;
};

} // namespace dqm
