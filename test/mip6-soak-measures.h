/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_SOAK_MEASURES_H
#define MIP6_SOAK_MEASURES_H

#include "ns3/map-scheduler.h"
#include "ns3/object-factory.h"
#include "ns3/simulator.h"

#include <cstdint>
#include <fstream>

/**
 * @file
 * @ingroup mip6-tests
 * What long runs measure of the simulator and the process.
 */

namespace ns3::mip6::tests
{

/// A scheduler that knows how many events it holds.
class CountingScheduler : public MapScheduler
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId()
    {
        static TypeId tid = TypeId("ns3::Mip6CountingScheduler")
                                .SetParent<MapScheduler>()
                                .AddConstructor<CountingScheduler>();
        return tid;
    }

    /// Use it from now on.
    static void Begin()
    {
        g_events = 0;
        ObjectFactory factory;
        factory.SetTypeId(GetTypeId());
        Simulator::SetScheduler(factory);
    }

    /// Use the usual one from now on, in another simulation.
    static void End()
    {
        ObjectFactory factory;
        factory.SetTypeId(MapScheduler::GetTypeId());
        Simulator::SetScheduler(factory);
        Simulator::Destroy();
    }

    void Insert(const Event& event) override
    {
        ++g_events;
        MapScheduler::Insert(event);
    }

    Event RemoveNext() override
    {
        --g_events;
        return MapScheduler::RemoveNext();
    }

    void Remove(const Event& event) override
    {
        --g_events;
        MapScheduler::Remove(event);
    }

    static inline int64_t g_events{0}; //!< held
};

/// @return pages of resident memory
inline int64_t
GetResidentPages()
{
    std::ifstream file("/proc/self/statm");
    int64_t total = 0;
    int64_t resident = 0;
    file >> total >> resident;
    return resident;
}

} // namespace ns3::mip6::tests

#endif /* MIP6_SOAK_MEASURES_H */
