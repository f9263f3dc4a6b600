/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_ADDRESS_CONFIGURATION_H
#define MIP6_ADDRESS_CONFIGURATION_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-config.h"
#include "ns3/nstime.h"
#include "ns3/ptr.h"

#include <functional>
#include <memory>
#include <optional>

namespace ns3
{

class Ipv6Interface;
class Mip6Icmpv6Interface;
class Mip6StatefulConfiguration;
class Mip6Stack;

/**
 * @ingroup mip6-stack
 * Addresses and default route of a mobile interface. The stock autoconfiguration cannot leave a
 * link (it forgets or aborts), so a mobile interface does its own (RFC 4862 section 5.5).
 */
class Mip6AddressConfiguration
{
  public:
    /// Duplicate address detection of care-of addresses. Unscoped, as enumerated attributes need
    /// it.
    enum DadMode : uint8_t
    {
        STANDARD,   //!< RFC 4862: the address is used when the detection has ended
        OPTIMISTIC, //!< RFC 4429: the address is used while the detection runs
        OFF,        //!< no detection
    };

    /// What the owner is told. Nothing is called from within a method of this class, but for
    /// tentative and, with optimistic detection, ready.
    struct Listener
    {
        std::function<void(const Ipv6Address&)>
            tentative;                                 //!< detection of a care-of address begins
        std::function<void(const Ipv6Address&)> ready; //!< the care-of address may be used
        std::function<void(const Ipv6Address&)> lost;  //!< the care-of address is a duplicate
    };

    /**
     * @param stack of the mobile node
     * @param interface that moves
     * @param random bits for further interface identifiers
     * @param listener told about the care-of address
     */
    Mip6AddressConfiguration(Ptr<Mip6Stack> stack,
                             uint32_t interface,
                             mip6::RandomSource random,
                             Listener listener);
    ~Mip6AddressConfiguration();

    Mip6AddressConfiguration(const Mip6AddressConfiguration&) = delete;
    Mip6AddressConfiguration& operator=(const Mip6AddressConfiguration&) = delete;

    /// Let servers give the care-of addresses (RFC 8415) from now on.
    void UseServers();

    /// @param mode of care-of addresses configured from now on
    void SetDadMode(DadMode mode);

    /**
     * Use a link: its default router, and on a foreign link a care-of address from its prefix.
     * @param attachment the link
     */
    void Configure(const mip6::Attachment& attachment);

    /**
     * Use another default router of the present link, or none.
     * @param attachment the link with it
     */
    void UseRouter(const mip6::Attachment& attachment);

    /// Remove what Configure has added.
    void Leave();

    /**
     * Add an address to the interface.
     * @param address of the home subnet
     * @param prefixLength of the home subnet
     * @param detectDuplicates whether to probe for it
     */
    void AddHomeAddress(const Ipv6Address& address, uint8_t prefixLength, bool detectDuplicates);

    /// @param address to remove from the interface, if it is there
    void RemoveHomeAddress(const Ipv6Address& address);

    /**
     * Enter what an advertisement told about a neighbor.
     * @param address of a router or home agent
     * @param linkLayer its link-layer address
     */
    void LearnNeighbor(const Ipv6Address& address, const mip6::LinkLayerAddress& linkLayer);

    /// @return the care-of address, tentative or not; nothing without one
    std::optional<Ipv6Address> GetCareOfAddress() const;

  private:
    /// Remove the default route of the present link.
    void RemoveRoute();
    /// Form the next care-of address and begin its detection.
    void TryAddress();
    /// @return interface identifier in the last 64 bits: from the MAC first, then random
    Ipv6Address FormAddress() const;
    /**
     * Add an address with or without detection.
     * @param address to add
     * @param prefixLength of its subnet
     * @param detect whether to probe for it
     * @param onLink whether its prefix is on-link
     */
    void AddAddress(const Ipv6Address& address, uint8_t prefixLength, bool detect, bool onLink);
    /// @param address on the interface @return whether a server has given it on the present link
    bool IsLeased(const Ipv6Address& address) const;
    /**
     * Duplicate address detection of any address of the interface has ended.
     * @param address the address
     * @param unique its result
     */
    void HandleDadEnd(const Ipv6Address& address, bool unique);

    Ptr<Mip6Stack> m_stack;                               //!< of the mobile node
    uint32_t m_interface;                                 //!< that moves
    Ptr<Mip6Icmpv6Interface> m_icmpv6;                    //!< of the interface
    mip6::RandomSource m_random;                          //!< bits
    Listener m_listener;                                  //!< told about the care-of address
    std::unique_ptr<Mip6StatefulConfiguration> m_servers; //!< absent: stateless
    DadMode m_mode{STANDARD};                             //!< see SetDadMode
    std::optional<mip6::Attachment> m_attachment;         //!< present link
    std::optional<Ipv6Address> m_careOfAddress;           //!< on the interface
    Time m_detectionEndsAt;                               //!< of the care-of address
    uint32_t m_attempts{0};                               //!< addresses tried on this link
};

} // namespace ns3

#endif /* MIP6_ADDRESS_CONFIGURATION_H */
