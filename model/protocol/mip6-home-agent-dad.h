/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_HOME_AGENT_DAD_H
#define MIP6_HOME_AGENT_DAD_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * The addresses that a home agent tests and defends for its mobile nodes (RFC 6275 sections 10.3.1
 * and 10.4.1).
 */

namespace ns3::mip6
{

/// What probing an address on the home link has shown.
enum class DadOutcome : uint8_t
{
    UNIQUE,      //!< nobody answered
    DUPLICATE,   //!< somebody uses the address
    UNAVAILABLE, //!< the home link cannot be probed
};

/// The end of duplicate address detection for a mobile node.
struct DadVerdict
{
    Ipv6Address homeAddress;                     //!< of the mobile node
    DadOutcome outcome{DadOutcome::UNAVAILABLE}; //!< UNIQUE: all its addresses are
};

/**
 * Each mobile node has a home address and, with the L bit, the link-local address of the same
 * interface identifier. Home addresses of several prefixes may share that one.
 */
class HomeAgentDad
{
  public:
    /**
     * Begin to test the addresses of a mobile node that has none here.
     * @param homeAddress of the mobile node
     * @param withLinkLocal L bit
     * @return actions: none for an address that is already tested or defended
     */
    Actions Begin(const Ipv6Address& homeAddress, bool withLinkLocal);

    /// @param homeAddress of a mobile node @return whether nothing about it is open
    bool IsTested(const Ipv6Address& homeAddress) const;

    /**
     * @param address that was probed
     * @param outcome of the probe
     * @return the mobile nodes about which nothing is open any more; those that failed are to be
     * released
     */
    std::vector<DadVerdict> HandleResult(const Ipv6Address& address, DadOutcome outcome);

    /**
     * Defend the addresses of a mobile node whose test has ended well.
     * @param homeAddress of the mobile node
     * @return actions: none for an address that is already defended
     */
    Actions Defend(const Ipv6Address& homeAddress);

    /**
     * Forget a mobile node.
     * @param homeAddress of the mobile node
     * @return actions: none for an address that another mobile node has, too
     */
    Actions Release(const Ipv6Address& homeAddress);

  private:
    /// A mobile node.
    struct Client
    {
        bool withLinkLocal{false}; //!< L bit
        uint8_t open{0};           //!< addresses whose test has not ended
    };

    /// What is known of an address.
    struct Use
    {
        uint32_t clients{0};  //!< mobile nodes that have it
        bool tested{false};   //!< nobody else has it
        bool defended{false}; //!< answered for
    };

    /**
     * @param homeAddress of the mobile node
     * @param client what is known of it
     * @return its addresses
     */
    static std::vector<Ipv6Address> GetAddresses(const Ipv6Address& homeAddress,
                                                 const Client& client);

    std::unordered_map<Ipv6Address, Client, Ipv6AddressHash> m_clients; //!< by home address
    std::unordered_map<Ipv6Address, Use, Ipv6AddressHash> m_uses;       //!< by address
    std::unordered_multimap<Ipv6Address, Ipv6Address, Ipv6AddressHash>
        m_waiting; //!< home addresses, by the address whose test they wait for
};

} // namespace ns3::mip6

#endif /* MIP6_HOME_AGENT_DAD_H */
