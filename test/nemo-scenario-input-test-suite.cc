/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-input.h"

/**
 * @file
 * @ingroup mip6-tests
 * Scenario files with mistakes about mobile routers. Nothing is simulated.
 */

namespace ns3::mip6::tests
{

namespace
{

/// A network with two mobile routers, a chain of two and one that begins in the last of them.
const std::string ROUTER_NETWORK = Replace(SMALL_NETWORK,
                                           "role = \"access_router\"\n",
                                           "role = \"access_router\"\n"
                                           "prefix = \"2001:1:0:2::/64\"\n") +
                                   R"([[mobile_router]]
name = "bus"
networks = ["2001:1:0:200::/56"]
depth = 2
attach = [{at = "5 s", to = "ar1"}]
[[mobile_router]]
name = "pan"
start = "bus2"
egress = 2
)";

/// Files without a mistake.
const std::vector<InputCase> GOOD_ROUTERS{
    {"Mobile routers are in chains and in the networks of others.", ROUTER_NETWORK, {}, {}},
    {"There may be mobile routers without mobile nodes.", ROUTER_NETWORK, {"mobile.count=0"}, {}},
    {"A mobile node may visit a mobile network.",
     ROUTER_NETWORK,
     {"mobile.attach=[{at=\"5 s\", to=\"bus1\"}]"},
     {}},
    {"A mobile router may come into a network that is inside its own: a loop that is cut off.",
     ROUTER_NETWORK,
     {"mobile_router[0].attach[0].to=pan"},
     {}},
    {"An interface may lose its link, and come back.",
     ROUTER_NETWORK,
     {"mobile_router[1].attach=[{at=\"5 s\", to=\"ar1\", interface=2}, "
      "{at=\"5 s\", to=\"none\"}, {at=\"6 s\", to=\"home\"}]"},
     {}},
    {"Mobile routers and fixed nodes are ends of flows.",
     ROUTER_NETWORK,
     {"traffic=[{from=\"bus2-node1\", to=\"pan\"}, {from=\"cn\", to=\"*-node1\"}]"},
     {}},
    {"A mobile network may be long or short.",
     ROUTER_NETWORK,
     {"mobile_router[1].networks=[\"2001:2::/48\", \"2001:1:0:300::/64\"]"},
     {}},
};

/// Files with mistakes about names and numbers.
const std::vector<InputCase> WRONG_NAMES{
    {"A mobile router has a name.",
     SMALL_NETWORK + "[[mobile_router]]\nnodes = 1\n",
     {},
     {"FILE:15: mobile_router[0].name is missing"}},
    {"A name has no blanks.",
     ROUTER_NETWORK,
     {"mobile_router[1].name=my bus"},
     {"--set mobile_router[1].name: mobile_router[1].name = \"my bus\" may only have a-z, 0-9 and "
      "-"}},
    {"A name means nothing else.",
     ROUTER_NETWORK,
     {"mobile_router[1].name=none"},
     {"--set mobile_router[1].name: mobile_router[1].name = \"none\" is taken: it means the home "
      "link, no link or discovery"}},
    {"A node is not called like no link.",
     ROUTER_NETWORK,
     {"topology.node[2].name=none", "topology.link[1].between=[\"ha\", \"none\"]"},
     {"--set topology.node[2].name: topology.node[2].name = \"none\" is taken: it means no link"}},
    {"No other node has the name.",
     ROUTER_NETWORK,
     {"mobile_router[1].name=ar1"},
     {"--set mobile_router[1].name: mobile_router[1].name = \"ar1\" is the name of another node, "
      "too"}},
    {"No other node has a name of the chain.",
     ROUTER_NETWORK,
     {"mobile_router[1].name=bus2"},
     {"--set mobile_router[1].name: mobile_router[1].name = \"bus2\" is the name of another node, "
      "too"}},
    {"No other node has the name of a fixed node.",
     ROUTER_NETWORK,
     {"topology.node[2].name=pan-node1", "topology.link[1].between=[\"ha\", \"pan-node1\"]"},
     {"FILE:22: mobile_router[1].name = \"pan\" leads to the name \"pan-node1\", which another "
      "node "
      "has"}},
    {"Unknown keys are told, with the nearest one.",
     ROUTER_NETWORK,
     {"mobile_router[0].network=[]", "mobile_router[0].attach[0].too=ar1", "mobile_router.depth=3"},
     {"--set mobile_router[0].network: unknown key \"mobile_router[0].network\"; did you mean "
      "\"mobile_router[0].networks\"?",
      "--set mobile_router[0].attach[0].too: unknown key \"mobile_router[0].attach[0].too\"; did "
      "you mean \"mobile_router[0].attach[0].to\"?",
      "--set mobile_router.depth: unknown key \"mobile_router.depth\": mobile_router is a list; "
      "write \"mobile_router[0].depth\""}},
    {"Entries exist, and entries of lists in them.",
     ROUTER_NETWORK,
     {"mobile_router[2].depth=3",
      "mobile_router[0].attach[1].to=ar1",
      "mobile_router[7].attach=[{at=\"5 s\", to=\"ar1\"}]",
      "mobile_router[7].attach[0].to=ar1"},
     {"--set mobile_router[2].depth: mobile_router[2].depth does not exist: mobile_router has 2 "
      "entries, counted from 0",
      "--set mobile_router[0].attach[1].to: mobile_router[0].attach[1].to does not exist: "
      "mobile_router[0].attach has 1 entries, counted from 0",
      "--set mobile_router[7].attach: mobile_router[7].attach does not exist: mobile_router has 2 "
      "entries, counted from 0",
      "--set mobile_router[7].attach[0].to: mobile_router[7].attach[0].to does not exist: "
      "mobile_router has 2 entries, counted from 0"}},
    {"Numbers have limits.",
     ROUTER_NETWORK,
     {"mobile_router[0].depth=17",
      "mobile_router[1].egress=5",
      "mobile_router[1].nodes=201",
      "mobile_router[0].attach[0].interface=0"},
     {"--set mobile_router[0].depth: mobile_router[0].depth = 17 is out of range; write 1 to 16",
      "--set mobile_router[1].egress: mobile_router[1].egress = 5 is out of range; write 1 to 4",
      "--set mobile_router[1].nodes: mobile_router[1].nodes = 201 is out of range; write 0 to 200",
      "--set mobile_router[0].attach[0].interface: mobile_router[0].attach[0].interface = 0 is out "
      "of range; write 1 to 4"}},
    {"A chain of billions is refused, not built.",
     ROUTER_NETWORK,
     {"mobile_router[1].depth=4294967295", "mobile_router[1].nodes=4294967295"},
     {"--set mobile_router[1].depth: mobile_router[1].depth = 4294967295 is out of range; write 1 "
      "to 16",
      "--set mobile_router[1].nodes: mobile_router[1].nodes = 4294967295 is out of range; write 0 "
      "to 200"}},
    {"The number of mobile routers has a limit.",
     SMALL_NETWORK,
     {"mobile_router=[{name=\"a\", depth=16}, {name=\"b\", depth=16}, {name=\"c\", depth=16}, "
      "{name=\"d\", depth=3}]"},
     {"--set mobile_router: there are 51 mobile routers; write 50 at most"}},
    {"Something moves.",
     SMALL_NETWORK,
     {"mobile.count=0"},
     {"--set mobile.count: mobile.count = 0 leaves nothing that moves; write 1 to 50, or add a "
      "[[mobile_router]]"}},
    {"There are three modes.",
     ROUTER_NETWORK,
     {"mobile_router[0].mode=both"},
     {"--set mobile_router[0].mode: mobile_router[0].mode = \"both\" is not one of: explicit, "
      "implicit, host"}},
    {"A home agent exists.",
     ROUTER_NETWORK,
     {"mobile_router[0].home_agent=hb"},
     {"--set mobile_router[0].home_agent: mobile_router[0].home_agent = \"hb\" is not a home agent "
      "(possible: ha, discover)"}},
};

/// @param networks of the second mobile router @param problem with them
/// @return a file with that mistake
InputCase
WrongNetworks(const std::string& title, const std::string& networks, const std::string& problem)
{
    return {title,
            ROUTER_NETWORK,
            {"mobile_router[1].networks=" + networks},
            {"--set mobile_router[1].networks: mobile_router[1].networks" + problem}};
}

/// Files with mistakes about networks.
const std::vector<InputCase> WRONG_NETWORKS{
    WrongNetworks("Networks are a list.",
                  "2001:1:0:5::/64",
                  " = \"2001:1:0:5::/64\" is not a list of subnets; write for example "
                  "[\"2001:1:0:9::/64\"]"),
    WrongNetworks("A network is not too long.",
                  "[\"2001:1:0:5::/72\"]",
                  ": 2001:1:0:5::/72 must have a length of 48 to 64: its ingress link takes the "
                  "first /64 of it"),
    WrongNetworks("A network is not too short.",
                  "[\"2001:2::/47\"]",
                  ": 2001:2::/47 must have a length of 48 to 64: its ingress link takes the first "
                  "/64 of it"),
    WrongNetworks("A network ends with its prefix.",
                  "[\"2001:1:0:501::/56\"]",
                  ": 2001:1:0:501::/56 has bits set behind the prefix; write "
                  "\"2001:1:0:500::/56\""),
    WrongNetworks("A network leaves subnets for others.",
                  "[\"2001:1::/48\"]",
                  ": 2001:1::/48 takes too much of 2001:1::/48, from which subnets are chosen; "
                  "there, write a length of 56 or more"),
    WrongNetworks("A network is not the documentation prefix.",
                  "[\"2001:db8:1::/48\"]",
                  ": 2001:db8:1::/48 is in 2001:db8::/32, the documentation prefix, to which ns-3 "
                  "forwards no packets; write for example \"2001:1:0:1::/64\""),
    WrongNetworks("A network is global.",
                  "[\"fe80::/64\"]",
                  ": fe80::/64 is link-local; a global prefix is needed"),
    WrongNetworks("A network is not that of another mobile router.",
                  "[\"2001:1:0:2ff::/64\"]",
                  ": 2001:1:0:2ff::/64 overlaps with 2001:1:0:200::/56 of \"bus\""),
    WrongNetworks("A network does not contain an access link.",
                  "[\"2001:1::/56\"]",
                  ": 2001:1::/56 overlaps with 2001:1:0:2::/64 of \"ar1\""),
    WrongNetworks("Networks of a mobile router do not overlap.",
                  "[\"2001:1:0:500::/64\", \"2001:1:0:500::/56\"]",
                  ": 2001:1:0:500::/56 overlaps with 2001:1:0:500::/64 of \"pan\""),
};

/// Files with mistakes about places and flows.
const std::vector<InputCase> WRONG_PLACES{
    {"The link at the start exists.",
     ROUTER_NETWORK,
     {"mobile_router[1].start=bus"},
     {"--set mobile_router[1].start: mobile_router[1].start = \"bus\" is not a link; did you mean "
      "\"bus1\"? (links: home, ha, ar1, bus1, bus2, pan, none)"}},
    {"A mobile router does not begin in its own network.",
     ROUTER_NETWORK,
     {"mobile_router[0].start=bus2"},
     {"--set mobile_router[0].start: mobile_router[0].start = \"bus2\" is a network of the mobile "
      "router itself"}},
    {"Mobile routers do not begin in each other's networks.",
     ROUTER_NETWORK,
     {"mobile_router[0].start=pan"},
     {"FILE:23: mobile_router[1].start = \"bus2\" leads back to the mobile router itself",
      "--set mobile_router[0].start: mobile_router[0].start = \"pan\" leads back to the mobile "
      "router itself"}},
    {"The next link exists.",
     ROUTER_NETWORK,
     {"mobile_router[0].attach[0].to=ar2"},
     {"--set mobile_router[0].attach[0].to: mobile_router[0].attach[0].to = \"ar2\" is not a link; "
      "did you mean \"ar1\"? (links: home, ha, ar1, bus1, bus2, pan, none)"}},
    {"A move has a destination.",
     ROUTER_NETWORK,
     {"mobile_router[1].attach=[{at=\"5 s\"}]"},
     {"--set mobile_router[1].attach:1: mobile_router[1].attach[0].to is missing"}},
    {"A mobile router does not go to its own network.",
     ROUTER_NETWORK,
     {"mobile_router[0].attach[0].to=bus1"},
     {"--set mobile_router[0].attach[0].to: mobile_router[0].attach[0].to = \"bus1\" is the "
      "network "
      "of the mobile router itself"}},
    {"The interface that moves exists.",
     ROUTER_NETWORK,
     {"mobile_router[1].attach=[{at=\"5 s\", to=\"ar1\", interface=3}]"},
     {"--set mobile_router[1].attach:1: mobile_router[1].attach[0].interface = 3 does not exist; "
      "egress = 2"}},
    {"Moves of an interface are in order.",
     ROUTER_NETWORK,
     {"mobile_router[1].attach=[{at=\"5 s\", to=\"ar1\"}, {at=\"4 s\", to=\"home\", interface=2}, "
      "{at=\"5 s\", to=\"home\"}]"},
     {"--set mobile_router[1].attach:1: mobile_router[1].attach[2].at = \"5 s\" is not later than "
      "the move before, \"5 s\""}},
    {"A move is over before the end.",
     ROUTER_NETWORK,
     {"mobile_router[0].attach[0].at=20 s"},
     {"--set mobile_router[0].attach[0].at: mobile_router[0].attach[0].at = \"20 s\" is too late: "
      "with access.handover_delay it must end before stop = \"20 s\""}},
    {"A mobile node does not go to no link.",
     ROUTER_NETWORK,
     {"mobile.attach=[{at=\"5 s\", to=\"none\"}]"},
     {"--set mobile.attach:1: mobile.attach[0].to = \"none\" is not a link (links: home, ha, ar1, "
      "bus1, bus2, pan)"}},
    {"A move of mobile nodes moves no mobile router.",
     ROUTER_NETWORK,
     {"mobile.attach=[{at=\"5 s\", to=\"ar1\", node=\"pan\"}]"},
     {"--set mobile.attach:1: mobile.attach[0].node = \"pan\" is not a mobile node (mobile nodes: "
      "mn)"}},
    {"A correspondent is on a link that does not move.",
     ROUTER_NETWORK,
     {"topology.node[2].link=pan"},
     {"--set topology.node[2].link: topology.node[2].link = \"pan\" is not a link (links: home, "
      "ha, ar1)"}},
    {"Ends of flows exist.",
     ROUTER_NETWORK,
     {"traffic=[{from=\"bus-node1\", to=\"cn\"}, {from=\"cn\", to=\"train*\"}]"},
     {"--set traffic:1: traffic[0].from = \"bus-node1\" does not exist; did you mean "
      "\"bus1-node1\"? "
      "(nodes: ha, ar1, cn, mn, bus1, bus2, pan, bus1-node1, bus2-node1, pan-node1)",
      "--set traffic:1: traffic[1].to = \"train*\" does not exist (nodes: ha, ar1, cn, mn, bus1, "
      "bus2, pan, bus1-node1, bus2-node1, pan-node1)"}},
    {"One end stands for several nodes at most, and not for the other one.",
     ROUTER_NETWORK,
     {"traffic=[{from=\"*\", to=\"bus*\"}, {from=\"cn\", to=\"*\"}, {from=\"b*-*\", to=\"cn\"}]"},
     {"--set traffic:1: traffic[0].to = \"bus*\" cannot be: one end is one node, which the other "
      "one "
      "does not stand for",
      "--set traffic:1: traffic[1].to = \"*\" cannot be: one end is one node, which the other one "
      "does not stand for",
      "--set traffic:1: traffic[2].from = \"b*-*\" has more than one *"}},
};

/// The suite.
class NemoScenarioInputTestSuite : public TestSuite
{
  public:
    NemoScenarioInputTestSuite()
        : TestSuite("nemo-scenario-input", UNIT)
    {
        for (const auto* list : {&GOOD_ROUTERS, &WRONG_NAMES, &WRONG_NETWORKS, &WRONG_PLACES})
        {
            for (const InputCase& input : *list)
            {
                AddTestCase(new InputTestCase(input));
            }
        }
    }
};

NemoScenarioInputTestSuite g_nemoScenarioInputTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests
