/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_MOBILE_NODE_H
#define MIP6_MOBILE_NODE_H

#include "ns3/mip6-address-configuration.h"
#include "ns3/mip6-direct-paths.h"
#include "ns3/mip6-icmpv6-interface.h"
#include "ns3/mip6-mobile-node-machine.h"
#include "ns3/mip6-multicast-member.h"
#include "ns3/mip6-role.h"
#include "ns3/net-device.h"
#include "ns3/socket.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{

/**
 * @ingroup mip6-stack
 * A Mobile IPv6 mobile node with one interface that moves (RFC 6275 section 11).
 *
 * It has a home address for each prefix of its home link: one, unless the link is renumbered. They
 * are on the mobile interface at home, and on the node's virtual device away from home. While a
 * registration is under way, packets from the home address wait in a bounded queue.
 */
class Mip6MobileNode : public Mip6Role
{
  public:
    /// When the node leaves its link for another one. Unscoped, as enumerated attributes need it.
    enum MovementDetection : uint8_t
    {
        LAZY,           //!< the present link is kept as long as its router is heard
        EAGER,          //!< a link that is newly heard is the new link at once
        UNREACHABILITY, //!< the present router is probed before its link is left
        LINK_LAYER,     //!< only what the link layer reports counts
        ADVERTISEMENTS, //!< only advertisements that stay away count
    };

    /// Where care-of addresses come from. Unscoped, as enumerated attributes need it.
    enum AddressConfiguration : uint8_t
    {
        STATELESS, //!< formed from the prefix of the link (RFC 4862)
        STATEFUL,  //!< given by servers (RFC 8415)
    };

    /// @return the TypeId
    static TypeId GetTypeId();

    Mip6MobileNode();
    ~Mip6MobileNode() override;

    /// Signature of "HandoverPhase". @param phase step that was made
    /// @param address router for ADVERTISED, else care-of or home address
    typedef void (*HandoverPhaseTracedCallback)(Mip6HandoverPhase phase, Ipv6Address address);
    /// Signature of "State". @param oldState before @param newState after
    typedef void (*StateTracedCallback)(Mip6MobileNodeState oldState, Mip6MobileNodeState newState);

    /**
     * Become a mobile node. The internet stack must be on the node, the device must have an IPv6
     * interface.
     * @param node the node
     * @param device that moves
     */
    void Install(Ptr<Node> node, Ptr<NetDevice> device);

    /**
     * Detect movement by a policy of one's own instead of that of the attribute MovementDetection.
     * Before the simulation starts.
     * @param policy any
     */
    void SetMovementPolicy(mip6::MovementPolicy policy);

    /// @return where the mobile node is
    Mip6MobileNodeState GetState() const;
    /// @return the home address that new flows begin with; unspecified while there is none
    Ipv6Address GetHomeAddress() const;
    /// @return all home addresses, in the order in which they were formed
    std::vector<Ipv6Address> GetHomeAddresses() const;
    /**
     * @param homeAddress one of them
     * @return the home agent that it is or will be registered with; nothing while none is known
     */
    std::optional<Ipv6Address> GetHomeAgent(const Ipv6Address& homeAddress) const;
    /// @return its present care-of address, tentative or not; nothing at home
    std::optional<Ipv6Address> GetCareOfAddress() const;
    /// @return entries of its Binding Update List
    std::size_t GetBindingUpdateListSize() const;
    /// @return packets that wait for a registration
    std::size_t GetQueueSize() const;
    /// @return correspondent nodes whose packets go without the home agent
    std::size_t GetDirectPathCount() const;

    /**
     * Let a socket of a short exchange, like a name look-up, use the present care-of address
     * instead of the home address (RFC 6275 section 11.3.1): its packets take the direct path at
     * once, and it does not survive a movement.
     * @param socket UDP or TCP, IPv6, not yet bound
     * @return whether it is bound to the care-of address; false at home and while there is none
     */
    bool BindToCareOfAddress(const Ptr<Socket>& socket) const;

    /**
     * Receive a multicast group, at home and away from home (RFC 6275 section 11.3.4), and tell
     * routers so. Sockets get its packets if they are bound to its port, of any address.
     * @param group a multicast address, once for each time that it is joined
     */
    void JoinMulticastGroup(const Ipv6Address& group);
    /// @param group that was joined; left as often, it is not received any more
    void LeaveMulticastGroup(const Ipv6Address& group);

    bool HandleMessage(const Mip6ReceivedMessage& received) override;
    std::optional<Ipv6Address> SteerOutput(const Mip6RouteRequest& request) const override;
    Mip6TunnelVerdict ChooseWay(const Ptr<Packet>& packet,
                                const Ipv6Header& inner,
                                Mip6Way& way) override;
    std::optional<Mip6DropReason> CheckTunnelled(const Ipv6Header& outer,
                                                 const Ipv6Header& inner) const override;
    bool TakeMulticast(const Ptr<const Packet>& packet,
                       const Ipv6Header& outer,
                       const Ipv6Header& inner) override;
    void HandleTunnelled(const Ptr<const Packet>& packet, const Ipv6Header& inner) override;
    void NoteDirectPacket(const Ipv6Address& homeAddress, const Ipv6Address& peer) override;
    bool IsHomeAddress(const Ipv6Address& address) const override;
    std::optional<Ipv6Address> ImproveSource(const Ipv6Address& source) const override;
    void HandleTunnelTooBig(const Ipv6Address& remote, uint32_t mtu) override;

  protected:
    void DoInitialize() override;
    void DoDispose() override;
    void Perform(const mip6::Action& action) override;
    std::optional<Time> GetNextDeadline() const override;
    void HandleDeadline() override;

    /// @return what a protocol on top adds to home registrations, nullptr if nothing
    virtual mip6::RegistrationExtension* GetExtension();
    /**
     * A router is heard on another interface than that in use, see Listen.
     * @param interface that hears it
     * @param input a Router Advertisement
     * @return true: the stock stack must not see it
     */
    virtual bool OnOtherAdvertisement(uint32_t interface, const Mip6Icmpv6Input& input);
    /// @param input a Router Advertisement @return true: the stock stack must not see it
    bool OnRouterAdvertisement(const Mip6Icmpv6Input& input);
    /// @param interface a further one that moves, and may come to be used
    void Listen(uint32_t interface);
    /// @param interface of those that move, in use from now on in place of the one before
    void SwitchTo(uint32_t interface);
    /// @param interface that moves; a Router Solicitation is sent there
    void Solicit(uint32_t interface);
    /// @return the interface that moves and is in use
    uint32_t GetInterface() const;
    /// @return the machine, nullptr before the start
    mip6::MobileNodeMachine* GetMachine() const;
    /// @param homeAddress any @return whether it is a home address whose packets take the tunnel
    bool IsAway(const Ipv6Address& homeAddress) const;
    /// @param homeAddress any @return its tunnel; nothing while its packets wait, and at home
    std::optional<Mip6TunnelEnds> FindTunnel(const Ipv6Address& homeAddress) const;
    /// @param interface any @param group any @return whether the group is joined and received there
    bool IsGroupReceived(uint32_t interface, const Ipv6Address& group) const;
    /// @param homeAddress whose tunnel @param packet with its header, to wait for the tunnel or to
    /// be discarded
    void Hold(const Ipv6Address& homeAddress, const Ptr<Packet>& packet);

  private:
    /// Make the parts that need the attributes.
    void BuildParts();
    /// @param interface of those that move, in use from now on
    void Use(uint32_t interface);
    /// @return what configures the addresses of the interface in use
    std::unique_ptr<Mip6AddressConfiguration> MakeConfiguration();
    /// @return the machine's configuration, from the attributes
    mip6::MobileNodeConfig MakeConfig();
    /// The link layer reports a new link.
    void OnLinkChange();
    /// @param input a Neighbor Advertisement @return true: the stock stack must not see it
    bool OnNeighborAdvertisement(const Mip6Icmpv6Input& input);
    /// @param input a Home Agent Address Discovery Reply @return true
    bool OnDiscoveryReply(const Mip6Icmpv6Input& input);
    /// @param input a Mobile Prefix Advertisement @return true
    bool OnPrefixAdvertisement(const Mip6Icmpv6Input& input);
    /// Listen to ICMPv6.
    void AddHandlers();
    /// @param input an ICMPv6 error about a packet of this node
    void OnIcmpv6Error(const Mip6Icmpv6Input& input);
    /**
     * A packet is exchanged through the tunnel: maybe the peer is worth a direct path.
     * @param packet from its IPv6 header on
     * @param header of the packet
     * @param ends of its flow
     */
    void NoteTunnelled(const Ptr<const Packet>& packet,
                       const Ipv6Header& header,
                       const mip6::FlowAddresses& ends);
    /**
     * @param received any message
     * @return what the machine wants; nothing if it is no message for a mobile node
     */
    std::optional<mip6::Actions> HandleMobilityMessage(const Mip6ReceivedMessage& received);

    /// @name One function an action
    /// @{
    void Do(const mip6::OpenTunnel& action);
    void Do(const mip6::CloseTunnel& action);
    void Do(const mip6::OpenDirectPath& action);
    void Do(const mip6::CloseDirectPath& action);
    void Do(const mip6::SolicitRouter& action);
    void Do(const mip6::ResolveHomeAgent& action);
    void Do(const mip6::ProbeRouter& action);
    void Do(const mip6::ConfigureLink& action);
    void Do(const mip6::UseRouter& action);
    void Do(const mip6::LeaveLink& action);
    void Do(const mip6::PlaceHomeAddress& action);
    void Do(const mip6::RemoveHomeAddress& action);
    void Do(const mip6::PreferHomeAddress& action);
    void Do(const mip6::ReleaseHeldPackets& action);
    void Do(const mip6::AnnounceHomeAddress& action);
    void Do(const mip6::ReportPhase& action);
    void Do(const mip6::ReportState& action);

    /// @}

    /// What the data path knows of one home address.
    struct Home
    {
        Ipv6Address address;                         //!< which
        uint8_t prefixLength{64};                    //!< of its home subnet
        std::optional<mip6::HomeAddressPlace> place; //!< absent before the first
        std::optional<Mip6TunnelEnds> tunnel;        //!< absent: packets wait
        std::deque<Ptr<Packet>> queue;               //!< packets that wait
        Mip6DirectPaths paths;                       //!< by correspondent node

        /// @return whether the mobile node is away from home
        bool IsAway() const
        {
            return place == mip6::HomeAddressPlace::TUNNEL;
        }
    };

    /// @param address any @return what is known of it, nullptr if it is no home address. There are
    /// so few that looking through them is the fastest way.
    Home* FindHome(const Ipv6Address& address) const;
    /// @param address a home address @return the same, made if it is new
    Home& GetHome(const Ipv6Address& address);
    /**
     * @param outer header of a tunnel
     * @param inner header of a packet to a group
     * @return why it is refused, nothing if it is accepted
     */
    std::optional<Mip6DropReason> CheckMulticast(const Ipv6Header& outer,
                                                 const Ipv6Header& inner) const;
    /// @param homeAgent any address @return home addresses that it is the home agent of
    std::vector<Ipv6Address> FindServed(const Ipv6Address& homeAgent) const;
    /// @param home an address that is to be configured nowhere
    void Unplace(Home& home);

    /// @param home source of a packet @param packet with its header, to wait for the registration
    /// or to be discarded
    void Enqueue(Home& home, const Ptr<Packet>& packet);
    /// @param interface any @return its link-local address, unspecified while it is tentative
    Ipv6Address GetUsableLinkLocal(uint32_t interface) const;

    Ipv6Address m_homeAddress;                                                       //!< attribute
    uint8_t m_homePrefixLength{64};                                                  //!< attribute
    Ipv6Address m_homeAgent;                                                         //!< attribute
    Ipv6Address m_homePrefix;                                                        //!< attribute
    bool m_discovery{false};                                                         //!< attribute
    uint32_t m_homeAgentAttempts{0};                                                 //!< attribute
    Time m_lifetime;                                                                 //!< attribute
    Time m_initialTimeout;                                                           //!< attribute
    Time m_initialTimeoutFirst;                                                      //!< attribute
    Time m_maxTimeout;                                                               //!< attribute
    Time m_updateJitter;                                                             //!< attribute
    Mip6AddressConfiguration::DadMode m_dadMode{Mip6AddressConfiguration::STANDARD}; //!< attribute
    uint32_t m_queueLimit{0};                                                        //!< attribute
    bool m_requireHopLimit{true};                                                    //!< attribute
    bool m_routeOptimization{true};                                                  //!< attribute
    std::string m_optimizationAllow;                                                 //!< attribute
    std::string m_optimizationDeny;                                                  //!< attribute
    uint32_t m_optimizationThreshold{1};                                             //!< attribute
    Time m_optimizationInterval;                                                     //!< attribute
    Time m_optimizationRetry;                                                        //!< attribute
    bool m_acknowledge{true};                                                        //!< attribute
    MovementDetection m_detection{LAZY};                                             //!< attribute
    uint32_t m_missedAdvertisements{0};                                              //!< attribute
    AddressConfiguration m_addressConfiguration{STATELESS};                          //!< attribute
    mip6::MovementPolicy m_policy; //!< empty: that of the attribute
    Mip6MulticastMember::Membership m_multicastMembership{
        Mip6MulticastMember::HOME_TUNNEL}; //!< attribute

    Ptr<NetDevice> m_device;                            //!< that moves
    uint32_t m_interface{0};                            //!< of the device
    Ptr<Mip6Icmpv6Interface> m_icmpv6;                  //!< of the interface
    std::unique_ptr<mip6::MobileNodeMachine> m_machine; //!< decides
    std::map<uint32_t, std::unique_ptr<Mip6AddressConfiguration>>
        m_configurations;                                        //!< by interface
    Mip6AddressConfiguration* m_configuration{nullptr};          //!< of the interface in use
    std::vector<std::unique_ptr<Home>> m_homes;                  //!< of the data path
    std::unique_ptr<Mip6MulticastMember> m_multicast;            //!< groups
    Ipv6Address m_preferred;                                     //!< home address of new flows
    TracedCallback<Mip6HandoverPhase, Ipv6Address> m_phaseTrace; //!< trace
    TracedCallback<Mip6MobileNodeState, Mip6MobileNodeState> m_stateTrace; //!< trace
};

} // namespace ns3

#endif /* MIP6_MOBILE_NODE_H */
