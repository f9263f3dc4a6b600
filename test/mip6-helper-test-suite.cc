/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/ipv6.h"
#include "ns3/mip6-access-channel.h"
#include "ns3/mip6-helper.h"
#include "ns3/mip6-stack.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/simple-net-device.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

/**
 * @file
 * @ingroup mip6-tests
 * The install helper, as a program in the plain ns-3 idiom uses it.
 *
 *     ha (home link) --- ar (access link)        mn starts on the home link
 */

namespace ns3::mip6::tests
{

namespace
{

const Ipv6Address HOME_ADDRESS("2001:1:0:1::100"); //!< of the mobile node
const Ipv6Address HOME_AGENT("2001:1:0:1::1");     //!< on the home link
const Ipv6Address ACCESS_ROUTER("2001:1:0:2::1");  //!< on the access link

/// What is installed, in some order.
enum class Part : uint8_t
{
    HOME_AGENT,
    ACCESS_ROUTER,
    MOBILE_NODE,
};

/// The network of this file, registered and back.
class OrderTestCase : public TestCase
{
  public:
    /// @param order of installation @param name of it
    OrderTestCase(std::vector<Part> order, const std::string& name)
        : TestCase("Roles work when they are installed in the order " + name + "."),
          m_order(std::move(order))
    {
    }

  private:
    void DoRun() override
    {
        BuildNodes();
        Mip6Helper helper;
        helper.SetMobileNodeAttribute("PendingQueueSize", UintegerValue(3));
        for (const Part part : m_order)
        {
            Install(helper, part);
        }
        NS_TEST_EXPECT_MSG_EQ(Mip6Helper::AssignStreams(m_nodes, 10), 4, "streams");
        Simulator::Schedule(Seconds(3), [this] { Move(m_home, m_access); });
        Simulator::Schedule(Seconds(9), [this] {
            const bool registered = m_mobileNode->GetState() == Mip6MobileNodeState::REGISTERED;
            NS_TEST_EXPECT_MSG_EQ(registered, true, "registered");
            NS_TEST_EXPECT_MSG_EQ(m_homeAgent->GetBindingCount(), 1, "bound");
            Move(m_access, m_home);
        });
        Simulator::Stop(Seconds(12));
        Simulator::Run();
        const bool home = m_mobileNode->GetState() == Mip6MobileNodeState::AT_HOME;
        NS_TEST_EXPECT_MSG_EQ(home, true, "at home");
        NS_TEST_EXPECT_MSG_EQ(m_homeAgent->GetBindingCount(), 0, "not bound");
        for (uint32_t i = 0; i < m_nodes.GetN(); ++i)
        {
            // One stack a node, whatever number of roles it has.
            const auto stack = m_nodes.Get(i)->GetObject<Mip6Stack>();
            NS_TEST_EXPECT_MSG_EQ(Mip6Stack::Get(m_nodes.Get(i)), stack, "the same stack");
        }
    }

    void DoTeardown() override
    {
        Simulator::Destroy();
    }

    /// Nodes with stock stacks, addresses and routes.
    void BuildNodes()
    {
        m_nodes.Create(3);
        InternetStackHelper stack;
        stack.Install(m_nodes);
        PointToPointHelper wire;
        wire.SetChannelAttribute("Delay", StringValue("10ms"));
        const auto devices = wire.Install(m_nodes.Get(0), m_nodes.Get(1));
        const auto up = AddInterface(devices.Get(0), "2001:1:0:9::1");
        const auto down = AddInterface(devices.Get(1), "2001:1:0:9::2");
        m_home = CreateObject<Mip6AccessChannel>();
        m_access = CreateObject<Mip6AccessChannel>();
        m_homeDevice = AddStation(m_nodes.Get(0), m_home);
        m_accessDevice = AddStation(m_nodes.Get(1), m_access);
        m_mobileDevice = AddStation(m_nodes.Get(2), m_home);
        AddInterface(m_homeDevice, HOME_AGENT);
        AddInterface(m_accessDevice, ACCESS_ROUTER);
        AddInterface(m_mobileDevice, Ipv6Address::GetAny());
        Ipv6StaticRoutingHelper routing;
        routing.GetStaticRouting(m_nodes.Get(0)->GetObject<Ipv6>())
            ->SetDefaultRoute("2001:1:0:9::2", up);
        routing.GetStaticRouting(m_nodes.Get(1)->GetObject<Ipv6>())
            ->SetDefaultRoute("2001:1:0:9::1", down);
    }

    /// @param device of a node @param address of it, unspecified for a host @return the interface
    static uint32_t AddInterface(const Ptr<NetDevice>& device, const Ipv6Address& address)
    {
        auto ipv6 = device->GetNode()->GetObject<Ipv6>();
        const uint32_t interface = ipv6->AddInterface(device);
        ipv6->SetForwarding(interface, !address.IsAny());
        ipv6->SetUp(interface);
        if (!address.IsAny())
        {
            ipv6->AddAddress(interface, Ipv6InterfaceAddress(address, Ipv6Prefix(64)));
        }
        return interface;
    }

    /// @param node its node @param channel its link @return a device
    static Ptr<SimpleNetDevice> AddStation(const Ptr<Node>& node,
                                           const Ptr<Mip6AccessChannel>& channel)
    {
        auto device = CreateObject<SimpleNetDevice>();
        device->SetAddress(Mac48Address::Allocate());
        device->SetMtu(1500);
        node->AddDevice(device);
        device->SetChannel(channel);
        return device;
    }

    /// @param helper to install with @param part what to install
    void Install(const Mip6Helper& helper, Part part)
    {
        switch (part)
        {
        case Part::HOME_AGENT:
            m_homeAgent = helper.InstallHomeAgent(m_nodes.Get(0), m_homeDevice);
            break;
        case Part::ACCESS_ROUTER:
            helper.InstallAccessRouter(m_nodes.Get(1), m_accessDevice);
            break;
        case Part::MOBILE_NODE:
            m_mobileNode =
                helper.InstallMobileNode(m_nodes.Get(2), m_mobileDevice, HOME_ADDRESS, HOME_AGENT);
            break;
        }
    }

    /// @param from link to leave @param to link to join
    void Move(const Ptr<Mip6AccessChannel>& from, const Ptr<Mip6AccessChannel>& to)
    {
        from->Leave(m_mobileDevice);
        m_mobileDevice->SetChannel(to);
    }

    std::vector<Part> m_order;           //!< of installation
    NodeContainer m_nodes;               //!< home agent, access router, mobile node
    Ptr<Mip6AccessChannel> m_home;       //!< link
    Ptr<Mip6AccessChannel> m_access;     //!< link
    Ptr<SimpleNetDevice> m_homeDevice;   //!< of the home agent
    Ptr<SimpleNetDevice> m_accessDevice; //!< of the access router
    Ptr<SimpleNetDevice> m_mobileDevice; //!< of the mobile node
    Ptr<Mip6HomeAgent> m_homeAgent;      //!< role
    Ptr<Mip6MobileNode> m_mobileNode;    //!< role
};

/// The suite.
class HelperTestSuite : public TestSuite
{
  public:
    HelperTestSuite()
        : TestSuite("mip6-helper")
    {
        using Order = std::vector<Part>;
        AddTestCase(
            new OrderTestCase(Order{Part::HOME_AGENT, Part::ACCESS_ROUTER, Part::MOBILE_NODE},
                              "home agent, access router, mobile node"));
        AddTestCase(
            new OrderTestCase(Order{Part::MOBILE_NODE, Part::ACCESS_ROUTER, Part::HOME_AGENT},
                              "mobile node, access router, home agent"));
        AddTestCase(
            new OrderTestCase(Order{Part::ACCESS_ROUTER, Part::MOBILE_NODE, Part::HOME_AGENT},
                              "access router, mobile node, home agent"));
    }
};

HelperTestSuite g_helperTestSuite; //!< registers itself

} // namespace

} // namespace ns3::mip6::tests
