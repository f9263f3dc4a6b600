/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef NEMO_HOME_AGENT_H
#define NEMO_HOME_AGENT_H

#include "ns3/ipv6-address.h"
#include "ns3/nemo-prefix-table.h"
#include "ns3/node.h"
#include "ns3/object.h"

#include <cstdint>
#include <vector>

namespace ns3
{

class Mip6HomeAgent;
class NemoTunnelRouting;

/**
 * @ingroup mip6-stack
 * Lets the home agent of a node serve mobile routers (RFC 3963 section 6). It holds the prefix
 * table: which mobile router may have which prefixes. A mobile router without an entry has those
 * that the static routes of the node lead to its home address for.
 */
class NemoHomeAgent : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    NemoHomeAgent();
    ~NemoHomeAgent() override;

    /// @param node with a Mip6HomeAgent; before the simulation starts
    void Install(const Ptr<Node>& node);

    /**
     * Add a prefix to the table, also while the simulation runs: in implicit mode, packets of a
     * mobile router that is bound are forwarded at once.
     * @param homeAddress of the mobile router
     * @param network any address of the prefix
     * @param prefixLength 1 to 128
     * @return whether it is in the table: a prefix that overlaps with one of another mobile router
     * or of the home link is not, nor is one that is not unicast
     */
    bool AddNetwork(const Ipv6Address& homeAddress,
                    const Ipv6Address& network,
                    uint8_t prefixLength);

    /**
     * Withdraw a prefix, also while the simulation runs: it is not forwarded any more.
     * @param homeAddress of the mobile router
     * @param network any address of the prefix
     * @param prefixLength as it was added
     */
    void RemoveNetwork(const Ipv6Address& homeAddress,
                       const Ipv6Address& network,
                       uint8_t prefixLength);

    /// @param homeAddress of a mobile node that may not be a mobile router: status 140
    void ProhibitRouter(const Ipv6Address& homeAddress);

    /// @return what learns mobile networks by RIPng; nullptr unless the attribute DynamicRouting is
    /// set and the node has ns3::RipNg
    Ptr<NemoTunnelRouting> GetRouting() const;

  protected:
    void DoDispose() override;

  private:
    /// @param network any @return whether it has addresses of the home link
    bool IsOfHomeLink(const mip6::AddressRange& network) const;
    /// @param homeAddress of a mobile router @return networks of static routes to it
    std::vector<mip6::AddressRange> FindRoutes(const Ipv6Address& homeAddress) const;
    /// @param dynamic attribute
    void SetDynamicRouting(bool dynamic);
    /// Learn mobile networks by RIPng, if the node has it and that is wanted.
    void StartRouting();

    Ptr<Node> m_node;                 //!< of the home agent
    Ptr<Mip6HomeAgent> m_agent;       //!< of the node
    mip6::NemoPrefixTable m_table;    //!< see AddNetwork
    bool m_dynamicRouting{false};     //!< attribute
    Ptr<NemoTunnelRouting> m_routing; //!< see GetRouting
};

} // namespace ns3

#endif /* NEMO_HOME_AGENT_H */
