/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-helper.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/mip6-stack.h"

namespace ns3
{

namespace
{

/**
 * A role on a node that runs already is started by nobody else.
 * @param node it was aggregated to
 * @param role the role
 */
void
InitializeLate(const Ptr<Node>& node, const Ptr<Object>& role)
{
    if (node->IsInitialized())
    {
        role->Initialize();
    }
}

/**
 * @param node with a home agent
 * @return the home agent; ends the program without one
 */
Ptr<Mip6HomeAgent>
FindHomeAgent(const Ptr<Node>& node)
{
    auto homeAgent = node->GetObject<Mip6HomeAgent>();
    NS_ABORT_MSG_IF(!homeAgent, "Mip6Helper: node " << node->GetId() << " is no home agent");
    return homeAgent;
}

/**
 * @param node with a home agent
 * @param failed whether the router that advertises it shall take it for failed
 */
void
TellAdvertiser(const Ptr<Node>& node, bool failed)
{
    if (auto advertiser = Mip6Helper::FindAdvertiser(FindHomeAgent(node)->GetDevice()))
    {
        advertiser->SetHomeAgentFailed(failed);
    }
}

} // namespace

Mip6Helper::Mip6Helper()
{
    m_mobileNode.SetTypeId("ns3::Mip6MobileNode");
    m_homeAgent.SetTypeId("ns3::Mip6HomeAgent");
    m_correspondentNode.SetTypeId("ns3::Mip6CorrespondentNode");
    m_advertiser.SetTypeId("ns3::Mip6RouterAdvertiser");
}

void
Mip6Helper::SetMobileNodeAttribute(const std::string& name, const AttributeValue& value)
{
    m_mobileNode.Set(name, value);
}

void
Mip6Helper::SetHomeAgentAttribute(const std::string& name, const AttributeValue& value)
{
    m_homeAgent.Set(name, value);
}

void
Mip6Helper::SetCorrespondentNodeAttribute(const std::string& name, const AttributeValue& value)
{
    m_correspondentNode.Set(name, value);
}

void
Mip6Helper::SetRouterAdvertiserAttribute(const std::string& name, const AttributeValue& value)
{
    m_advertiser.Set(name, value);
}

Ptr<Mip6HomeAgent>
Mip6Helper::InstallHomeAgent(Ptr<Node> node, Ptr<NetDevice> homeLinkDevice) const
{
    auto homeAgent = m_homeAgent.Create<Mip6HomeAgent>();
    homeAgent->Install(node, homeLinkDevice);
    node->AggregateObject(homeAgent);
    auto advertiser = FindAdvertiser(homeLinkDevice);
    if (!advertiser)
    {
        advertiser = InstallAccessRouter(node, homeLinkDevice);
    }
    advertiser->SetAttribute("HomeAgent", BooleanValue(true));
    advertiser->SetAttribute("RouterAddress", BooleanValue(true));
    InitializeLate(node, homeAgent);
    return homeAgent;
}

Ptr<Mip6RouterAdvertiser>
Mip6Helper::InstallAccessRouter(Ptr<Node> node, Ptr<NetDevice> device) const
{
    auto advertiser = m_advertiser.Create<Mip6RouterAdvertiser>();
    advertiser->SetDevice(device);
    node->AddApplication(advertiser);
    return advertiser;
}

Ptr<Mip6RouterAdvertiser>
Mip6Helper::FindAdvertiser(Ptr<NetDevice> device)
{
    const auto node = device->GetNode();
    for (uint32_t i = 0; i < node->GetNApplications(); ++i)
    {
        const auto advertiser = DynamicCast<Mip6RouterAdvertiser>(node->GetApplication(i));
        if (advertiser && advertiser->GetDevice() == device)
        {
            return advertiser;
        }
    }
    return nullptr;
}

Ptr<Mip6MobileNode>
Mip6Helper::InstallMobileNode(Ptr<Node> node,
                              Ptr<NetDevice> device,
                              Ipv6Address homeAddress,
                              Ipv6Address homeAgent) const
{
    auto mobileNode = m_mobileNode.Create<Mip6MobileNode>();
    mobileNode->SetAttribute("HomeAddress", Ipv6AddressValue(homeAddress));
    mobileNode->SetAttribute("HomeAgent", Ipv6AddressValue(homeAgent));
    mobileNode->Install(node, device);
    node->AggregateObject(mobileNode);
    InitializeLate(node, mobileNode);
    return mobileNode;
}

Ptr<Mip6CorrespondentNode>
Mip6Helper::InstallCorrespondentNode(Ptr<Node> node) const
{
    if (auto present = node->GetObject<Mip6CorrespondentNode>())
    {
        return present;
    }
    auto correspondentNode = m_correspondentNode.Create<Mip6CorrespondentNode>();
    correspondentNode->Install(node);
    node->AggregateObject(correspondentNode);
    InitializeLate(node, correspondentNode);
    return correspondentNode;
}

Ptr<Mip6UnknownHeaderAnswer>
Mip6Helper::InstallUnknownHeaderAnswer(Ptr<Node> node)
{
    if (auto present = node->GetObject<Mip6UnknownHeaderAnswer>())
    {
        return present;
    }
    auto answer = CreateObject<Mip6UnknownHeaderAnswer>();
    answer->Install(node);
    node->AggregateObject(answer);
    InitializeLate(node, answer);
    return answer;
}

Ptr<Mip6MulticastHost>
Mip6Helper::InstallMulticastHost(Ptr<Node> node, Ptr<NetDevice> device)
{
    auto host = CreateObject<Mip6MulticastHost>();
    host->SetDevice(device);
    node->AddApplication(host);
    return host;
}

void
Mip6Helper::SetPrefix(Ptr<NetDevice> device, const Mip6PrefixSetting& setting)
{
    const auto stack = Mip6Stack::Get(device->GetNode());
    const int32_t interface = stack->GetIpv6()->GetInterfaceForDevice(device);
    NS_ABORT_MSG_IF(interface < 0, "Mip6Helper: the device has no IPv6 interface");
    stack->GetLinkPrefixes(static_cast<uint32_t>(interface)).Set(setting);
}

void
Mip6Helper::FailHomeAgent(Ptr<Node> node)
{
    FindHomeAgent(node)->Fail();
    TellAdvertiser(node, true);
}

void
Mip6Helper::RecoverHomeAgent(Ptr<Node> node)
{
    FindHomeAgent(node)->Recover();
    TellAdvertiser(node, false);
}

int64_t
Mip6Helper::AssignStreams(const NodeContainer& nodes, int64_t stream)
{
    int64_t next = stream;
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        if (auto mobileNode = (*node)->GetObject<Mip6MobileNode>())
        {
            next += mobileNode->AssignStreams(next);
        }
        if (auto homeAgent = (*node)->GetObject<Mip6HomeAgent>())
        {
            next += homeAgent->AssignStreams(next);
        }
        if (auto correspondentNode = (*node)->GetObject<Mip6CorrespondentNode>())
        {
            next += correspondentNode->AssignStreams(next);
        }
        for (uint32_t i = 0; i < (*node)->GetNApplications(); ++i)
        {
            if (auto advertiser = DynamicCast<Mip6RouterAdvertiser>((*node)->GetApplication(i)))
            {
                next += advertiser->AssignStreams(next);
            }
            if (auto host = DynamicCast<Mip6MulticastHost>((*node)->GetApplication(i)))
            {
                next += host->AssignStreams(next);
            }
        }
    }
    return next - stream;
}

} // namespace ns3
