/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_MOBILE_NETWORKS_H
#define NEMO_MOBILE_NETWORKS_H

#include "ns3/ipv6-address.h"
#include "ns3/mip6-actions.h"
#include "ns3/mip6-address-range.h"
#include "ns3/mip6-mobile-node-machine.h"
#include "ns3/mip6-registration-extension.h"
#include "ns3/nstime.h"

#include <functional>
#include <vector>

/**
 * @file
 * @ingroup mip6-protocol
 * The mobile networks of a mobile router, and what it tells home agents of them (RFC 3963 section
 * 5).
 */

namespace ns3::mip6
{

/// What a mobile router registers.
enum class NemoMode : uint8_t
{
    HOST,     //!< its home address alone, as a mobile node (R flag clear)
    IMPLICIT, //!< its networks, which the home agent knows (RFC 3963 section 5.2)
    EXPLICIT, //!< its networks, by Mobile Network Prefix options (RFC 3963 section 5.2)
};

/**
 * Turns the registrations of a mobile node into those of a mobile router. They belong to one home
 * address: others that it has, as while its home link is renumbered, are those of a mobile node.
 */
class NemoMobileNetworks : public RegistrationExtension
{
  public:
    /// @param homeAddress of the mobile router; unspecified: the first that is registered
    void SetHomeAddress(const Ipv6Address& homeAddress);
    /// @return home address of the mobile router
    const Ipv6Address& GetHomeAddress() const;

    /**
     * @param now current time
     * @param mode from now on
     * @param machine of the mobile router; nullptr before it starts
     * @return actions
     */
    Actions SetMode(Time now, NemoMode mode, MobileNodeMachine* machine);
    /// @return what is registered
    NemoMode GetMode() const;

    /**
     * @param now current time
     * @param networks all prefixes, from now on
     * @param machine of the mobile router; nullptr before it starts
     * @return actions
     */
    Actions SetNetworks(Time now, std::vector<AddressRange> networks, MobileNodeMachine* machine);
    /// @return all prefixes
    const std::vector<AddressRange>& GetNetworks() const;

    void Extend(const Ipv6Address& homeAddress, BindingUpdate& update) override;
    bool IsGranted(const Ipv6Address& homeAddress,
                   const BindingAcknowledgement& acknowledgement) const override;
    bool IsFinal(const Ipv6Address& homeAddress, BindingStatus status) const override;
    bool NeedsRouterSupport() const override;

  private:
    /// @return whether Binding Updates have the R flag
    bool IsRouter() const;
    /**
     * @param now current time
     * @param change what is told home agents
     * @param machine of the mobile router; nullptr before it starts
     * @return actions
     */
    Actions Change(Time now, const std::function<void()>& change, MobileNodeMachine* machine);

    Ipv6Address m_homeAddress;            //!< see SetHomeAddress
    NemoMode m_mode{NemoMode::EXPLICIT};  //!< see SetMode
    std::vector<AddressRange> m_networks; //!< see SetNetworks
};

} // namespace ns3::mip6

#endif /* NEMO_MOBILE_NETWORKS_H */
