/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_DESTINATION_EXTENSION_H
#define MIP6_DESTINATION_EXTENSION_H

#include "ns3/ipv6-extension.h"
#include "ns3/mip6-home-address-option.h"

namespace ns3
{

class Mip6Stack;

/**
 * @ingroup mip6-stack
 * Replaces the node's Destination Options extension: a Home Address option makes the home address
 * the source of the packet (RFC 6275 section 9.3.1).
 *
 * The walk over extension headers cannot change the IPv6 header, so it is stopped and the packet is
 * received again, with the home address as its source and with padding in place of the option.
 */
class Mip6DestinationExtension : public Ipv6ExtensionDestination
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// @param stack of the node; must outlive this object
    void Install(Mip6Stack* stack);

    uint8_t Process(Ptr<Packet>& packet,
                    uint8_t offset,
                    const Ipv6Header& ipv6Header,
                    Ipv6Address destination,
                    uint8_t* nextHeader,
                    bool& stopProcessing,
                    bool& isDropped,
                    Ipv6L3Protocol::DropReason& dropReason) override;

  private:
    /// A Destination Options header with a Home Address option.
    struct Found
    {
        const uint8_t* start{nullptr};    //!< of the header
        std::size_t offset{0};            //!< of the header in the packet
        mip6::DestinationOptions options; //!< its content
    };

    /**
     * @param packet from the first extension header on
     * @param ipv6Header of the packet
     * @param found the header at hand
     */
    void ProcessHomeAddress(const Ptr<Packet>& packet,
                            const Ipv6Header& ipv6Header,
                            const Found& found);

    Mip6Stack* m_stack{nullptr}; //!< of the node
};

} // namespace ns3

#endif /* MIP6_DESTINATION_EXTENSION_H */
