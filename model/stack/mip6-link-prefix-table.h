/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_LINK_PREFIX_TABLE_H
#define MIP6_LINK_PREFIX_TABLE_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-deadline.h"
#include "ns3/mip6-link-prefixes.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"

#include <cstdint>
#include <functional>
#include <set>
#include <vector>

namespace ns3
{

class Ipv6L3Protocol;

/// How long a prefix of a router's link lasts.
struct Mip6PrefixSetting
{
    Ipv6Address address;   //!< of the router, in the prefix
    uint8_t length{64};    //!< of the prefix
    Time preferred;        //!< lifetime, at most valid
    Time valid;            //!< lifetime; 0 withdraws the prefix
    bool countsDown{true}; //!< from now on; false: the lifetimes are advertised unchanged
};

/**
 * @ingroup mip6-stack
 * The prefixes of the link behind one interface of a router. At first those of the interface's
 * global addresses, with default lifetimes; whoever advertises them or depends on them asks here.
 */
class Mip6LinkPrefixTable
{
  public:
    /**
     * @param ipv6 of the router
     * @param interface on the link
     */
    Mip6LinkPrefixTable(Ptr<Ipv6L3Protocol> ipv6, uint32_t interface);

    /**
     * Add a prefix, with the router's address in it, or change the lifetimes of one.
     * @param setting of the prefix; the program ends if it makes no sense
     */
    void Set(const Mip6PrefixSetting& setting);

    /**
     * Change the lifetimes of the prefixes that nobody has set.
     * @param preferred advertised unchanged
     * @param valid advertised unchanged
     */
    void SetDefaults(Time preferred, Time valid);

    /// Take in the addresses that the interface has now.
    void FollowInterface();

    /// @return the prefixes
    const mip6::LinkPrefixes& GetPrefixes() const;

    /// @param listener called after each change of a prefix, but not of the time that it has left
    void AddListener(const std::function<void()>& listener);

  private:
    /// @param address of the router @return whether the interface has it
    bool HasAddress(const Ipv6Address& address) const;
    /// @param address of the router @param length of its prefix
    void AddDefault(const Ipv6Address& address, uint8_t length);
    /// @return whether an address that the interface has lost has taken its prefix with it
    bool RemoveLost();
    /// Something has changed.
    void Notify();

    Ptr<Ipv6L3Protocol> m_ipv6;                     //!< of the router
    uint32_t m_interface{0};                        //!< on the link
    mip6::LinkPrefixes m_prefixes;                  //!< of the link
    std::set<Ipv6Address> m_known;                  //!< addresses that are or were in m_prefixes
    std::set<Ipv6Address> m_given;                  //!< those whose lifetimes were set
    Time m_preferred{mip6::ADV_PREFERRED_LIFETIME}; //!< of the others
    Time m_valid{mip6::ADV_VALID_LIFETIME};         //!< of the others
    std::vector<std::function<void()>> m_listeners; //!< see AddListener
    Mip6Deadline m_deadline;                        //!< of m_prefixes
};

} // namespace ns3

#endif /* MIP6_LINK_PREFIX_TABLE_H */
