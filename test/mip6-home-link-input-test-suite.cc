/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-input.h"

/**
 * @file
 * @ingroup mip6-tests
 * Scenario files with mistakes about the home link, its home agents, events and multicast. Nothing
 * is simulated.
 */

namespace ns3::mip6::tests
{

namespace
{

/// A home link with a router of its own and two home agents on it.
const std::string HOME_NETWORK = R"(stop = "20 s"
[[topology.node]]
name = "hr"
role = "home_router"
prefix = "2001:1:0:1::/64"
[[topology.node]]
name = "ha1"
role = "home_agent"
link = "home"
[[topology.node]]
name = "ha2"
role = "home_agent"
link = "home"
preference = 7
[[topology.node]]
name = "ar1"
role = "access_router"
prefix = "2001:1:0:2::/64"
[[topology.node]]
name = "cn"
role = "correspondent"
[[topology.link]]
between = ["hr", "ar1"]
[[topology.link]]
between = ["hr", "cn"]
)";

/// First lines of an event.
const std::string EVENT = "[[event]]\nat = \"5 s\"\n";

/// Files with mistakes about the home link and its home agents.
const std::vector<InputCase> WRONG_HOME_LINKS{
    {"One node at most has the home link.",
     HOME_NETWORK + "[[topology.node]]\nname = \"ha3\"\nrole = \"home_agent\"\n"
                    "[[topology.link]]\nbetween = [\"hr\", \"ha3\"]\n",
     {},
     {"FILE:28: topology.node[5].role = \"home_agent\" has a home link, as \"hr\" has; one is "
      "possible, write link = \"home\" to put the home agent there"}},
    {"One router at most has the home link.",
     HOME_NETWORK,
     {"topology.node[3].role=home_router"},
     {"--set topology.node[3].role: topology.node[3].role = \"home_router\" has the home link, as "
      "\"hr\" has; one is possible"}},
    {"One node at least has the home link.",
     HOME_NETWORK,
     {"topology.node[0].role=access_router"},
     {"FILE:2: no node has the home link; add one with role \"home_router\", or take the key link "
      "from one of: ha1, ha2"}},
    {"The router of the home link is no home agent.",
     SMALL_NETWORK,
     {"topology.node[0].role=home_router"},
     {"FILE:2: no node has role \"home_agent\"; set it on one of: ha, ar1, cn"}},
    {"A home agent cannot be on an access link.",
     HOME_NETWORK,
     {"topology.node[1].link=ar1"},
     {"--set topology.node[1].link: topology.node[1].link = \"ar1\" is not the home link; a home "
      "agent can only be on \"home\""}},
    {"A home agent that is on the home link has no other link.",
     HOME_NETWORK + "[[topology.link]]\nbetween = [\"ar1\", \"ha1\"]\n",
     {},
     {"FILE:8: home agent \"ha1\" needs one link; take its [[topology.link]] or its key link "
      "away"}},
    {"A home agent that is on the home link has the prefix of that link.",
     HOME_NETWORK,
     {"topology.node[1].prefix=2001:1:0:9::/64"},
     {"--set topology.node[1].prefix: topology.node[1].prefix = \"2001:1:0:9::/64\" has no use: "
      "the link that the node is on has a prefix"}},
    {"Only a home agent has a preference.",
     HOME_NETWORK,
     {"topology.node[0].preference=1"},
     {"--set topology.node[0].preference: topology.node[0].preference = 1 has no use: only a "
      "home_agent can have it"}},
    {"A preference has 16 bits.",
     HOME_NETWORK,
     {"topology.node[1].preference=65536"},
     {"--set topology.node[1].preference: topology.node[1].preference = 65536 is out of range; "
      "write 0 to 65535 (RFC 6275 section 7.4)"}},
    {"Nothing is called like the wish for discovery.",
     HOME_NETWORK,
     {"topology.node[1].name=discover"},
     {"--set topology.node[1].name: topology.node[1].name = \"discover\" is taken: it means the "
      "home link, discovery or a mobile node"}},
    {"The home agent of mobile nodes exists.",
     HOME_NETWORK,
     {"mobile.home_agent=ha3"},
     {"--set mobile.home_agent: mobile.home_agent = \"ha3\" is not a home agent; did you mean "
      "\"ha1\"? (possible: ha1, ha2, discover)"}},
    {"The home agent of mobile nodes is a home agent.",
     HOME_NETWORK,
     {"mobile.home_agent=hr"},
     {"--set mobile.home_agent: mobile.home_agent = \"hr\" is not a home agent (possible: ha1, "
      "ha2, discover)"}},
    {"Home addresses come from one of two places.",
     HOME_NETWORK,
     {"mobile.home_address=dhcp"},
     {"--set mobile.home_address: mobile.home_address = \"dhcp\" is not one of: given, "
      "stateless"}},
    {"Movement detection has five policies.",
     HOME_NETWORK,
     {"protocol.movement=hasty"},
     {"--set protocol.movement: protocol.movement = \"hasty\" is not one of: lazy, eager, "
      "unreachability, link_layer, advertisements"}},
    {"At least one advertisement is missed.",
     HOME_NETWORK,
     {"protocol.missed_advertisements=0"},
     {"--set protocol.missed_advertisements: protocol.missed_advertisements = 0 is out of range; "
      "write 1 to 1000 (RFC 6275 section 11.5.1)"}},
    {"At least one update is sent.",
     HOME_NETWORK,
     {"protocol.home_agent_attempts=0"},
     {"--set protocol.home_agent_attempts: protocol.home_agent_attempts = 0 is out of range; write "
      "1 to 1000 (RFC 6275 section 11.8)"}},
    {"Care-of addresses by DHCPv6 need a release of ns-3 that has it.",
     HOME_NETWORK,
     {"protocol.care_of=stateful"},
     {"--set protocol.care_of: protocol.care_of = \"stateful\" needs DHCPv6, which this release of "
      "ns-3 does not have; write \"stateless\""}},
};

/// Files with mistakes about events and multicast.
const std::vector<InputCase> WRONG_EVENTS{
    {"An event is of a known kind.",
     HOME_NETWORK + EVENT + "kind = \"fails\"\n",
     {},
     {"FILE:28: event[0].kind = \"fails\" is not one of: home_agent_fails, home_agent_recovers, "
      "prefix"}},
    {"An event happens before the end of the run.",
     HOME_NETWORK + EVENT + "node = \"ha1\"\n",
     {"event[0].at=20 s"},
     {"--set event[0].at: event[0].at = \"20 s\" is not before the end of the run, stop = \"20 "
      "s\""}},
    {"An event happens to a node.",
     HOME_NETWORK + EVENT,
     {},
     {"FILE:26: event[0].node is missing"}},
    {"Only home agents fail.",
     HOME_NETWORK + EVENT + "node = \"ha\"\n",
     {},
     {"FILE:28: event[0].node = \"ha\" is not a home agent; did you mean \"ha1\"? (possible: "
      "ha1, ha2)"}},
    {"A home agent fails once.",
     HOME_NETWORK + EVENT + "node = \"ha1\"\n" + EVENT + "node = \"ha1\"\n",
     {"event[1].at=6 s"},
     {"FILE:29: event[1].kind = \"home_agent_fails\" has no use: \"ha1\" has failed already "
      "then"}},
    {"Only what has failed recovers.",
     HOME_NETWORK + EVENT + "node = \"ha1\"\n" + EVENT +
         "kind = \"home_agent_recovers\"\nnode = \"ha1\"\n",
     {"event[1].at=4 s"},
     {"FILE:31: event[1].kind = \"home_agent_recovers\" has no use: \"ha1\" has not failed "
      "then"}},
    {"Only prefixes of the home link change.",
     HOME_NETWORK + EVENT + "kind = \"prefix\"\nnode = \"ar1\"\nprefix = \"2001:1:0:5::/64\"\n",
     {},
     {"FILE:29: event[0].node = \"ar1\" is not the router of the home link (possible: hr)"}},
    {"An event of a prefix has one.",
     HOME_NETWORK + EVENT + "kind = \"prefix\"\nnode = \"hr\"\n",
     {},
     {"FILE:26: event[0].prefix is missing"}},
    {"A prefix of an event fits a link.",
     HOME_NETWORK + EVENT + "kind = \"prefix\"\nnode = \"hr\"\nprefix = \"2001:1:0:5::/48\"\n",
     {},
     {"FILE:30: event[0].prefix = \"2001:1:0:5::/48\" must have the length 64, which stateless "
      "address autoconfiguration needs"}},
    {"A prefix of an event is not that of another link.",
     HOME_NETWORK + EVENT + "kind = \"prefix\"\nnode = \"hr\"\nprefix = \"2001:1:0:2::/64\"\n",
     {},
     {"FILE:30: event[0].prefix = \"2001:1:0:2::/64\" is the prefix of \"ar1\", too"}},
    {"A prefix is preferred while it is valid.",
     HOME_NETWORK + EVENT +
         "kind = \"prefix\"\nnode = \"hr\"\nprefix = \"2001:1:0:1::/64\"\nvalid = \"9 s\"\n",
     {},
     {"FILE:26: event[0].preferred = \"604800 s\" is longer than valid = \"9 s\""}},
    {"A home agent that fails has no prefix.",
     HOME_NETWORK + EVENT + "node = \"ha1\"\nprefix = \"2001:1:0:5::/64\"\n",
     {},
     {"FILE:29: event[0].prefix = \"2001:1:0:5::/64\" has no use: only an event of kind \"prefix\" "
      "can have it"}},
    {"Multicast is received by mobile nodes.",
     HOME_NETWORK + "[[traffic]]\nkind = \"multicast\"\nfrom = \"cn\"\nto = \"ar1\"\n",
     {},
     {"FILE:29: traffic[0].to = \"ar1\" cannot receive multicast; only mobile nodes, mobile "
      "routers and hosts can (possible: mn)"}},
    {"Multicast needs a multicast address.",
     HOME_NETWORK + "[[traffic]]\nkind = \"multicast\"\nfrom = \"cn\"\nto = \"mn\"\n",
     {"traffic[0].group=2001:1::1"},
     {"--set traffic[0].group: traffic[0].group = \"2001:1::1\" is no multicast address of global "
      "scope; write for example \"ff1e::1:1\""}},
    {"Multicast of link scope reaches no other link.",
     HOME_NETWORK + "[[traffic]]\nkind = \"multicast\"\nfrom = \"cn\"\nto = \"mn\"\n",
     {"traffic[0].group=ff12::1:1"},
     {"--set traffic[0].group: traffic[0].group = \"ff12::1:1\" is no multicast address of global "
      "scope; write for example \"ff1e::1:1\""}},
    {"A group is an address.",
     HOME_NETWORK + "[[traffic]]\nkind = \"multicast\"\nfrom = \"cn\"\nto = \"mn\"\n",
     {"traffic[0].group=all"},
     {"--set traffic[0].group: traffic[0].group = \"all\" is not an IPv6 address; write for "
      "example "
      "\"2001:1:0:1::1\""}},
};

/// Files that are fine.
const std::vector<InputCase> GOOD_HOME_LINKS{
    {"Home agents behind another router, events and multicast are accepted.",
     HOME_NETWORK + EVENT + "node = \"ha2\"\n" + EVENT +
         "kind = \"home_agent_recovers\"\nnode = \"ha2\"\n" + EVENT +
         "kind = \"prefix\"\nnode = \"hr\"\nprefix = \"2001:1:0:1::/64\"\n"
         "preferred = \"0 s\"\nvalid = \"0 s\"\ncounts_down = true\n"
         "[[traffic]]\nkind = \"multicast\"\nfrom = \"cn\"\nto = \"mn\"\n",
     {"event[1].at=6 s",
      "mobile.home_agent=discover",
      "mobile.home_address=stateless",
      "protocol.movement=eager",
      "protocol.multicast=local",
      "protocol.care_of=stateless",
      "protocol.discovery=true",
      "traffic[0].home_address=preferred"},
     {}},
};

/// The suite.
class HomeLinkInputTestSuite : public TestSuite
{
  public:
    HomeLinkInputTestSuite()
        : TestSuite("mip6-home-link-input", UNIT)
    {
        for (const auto& list : {WRONG_HOME_LINKS, WRONG_EVENTS, GOOD_HOME_LINKS})
        {
            for (const InputCase& input : list)
            {
                AddTestCase(new InputTestCase(input));
            }
        }
    }
};

HomeLinkInputTestSuite g_homeLinkInputTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests
