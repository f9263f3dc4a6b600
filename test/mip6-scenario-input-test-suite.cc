/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-scenario-input.h"

/**
 * @file
 * @ingroup mip6-tests
 * Scenario files with mistakes: every mistake gives exactly one clear line. Nothing is simulated.
 */

namespace ns3::mip6::tests
{

namespace
{

/// First line of a file on top of the bundled scenario.
const std::string PRESET = "preset = \"handover\"\n";

/// First lines of a flow.
const std::string TRAFFIC = "[[traffic]]\nkind = \"udp\"\n";

/// Files with wrong keys, types and units.
const std::vector<InputCase> WRONG_VALUES{
    {"An unknown key is reported with the nearest one.",
     PRESET + "[mobile]\ncout = 3\n",
     {},
     {"FILE:3: unknown key \"mobile.cout\"; did you mean \"mobile.count\"?"}},
    {"An unknown table is reported once.",
     PRESET + "[protocl]\ndad = \"off\"\nlifetime = \"4 s\"\n",
     {},
     {"FILE:2: unknown key \"protocl\"; did you mean \"protocol\"?"}},
    {"A number without unit is refused with examples.",
     PRESET + "[protocol]\nlifetime = 420\n",
     {},
     {"FILE:3: protocol.lifetime = 420 has no unit; write \"20 ms\" or \"10 s\""}},
    {"A number in quotes without unit is refused as well.",
     PRESET + "[access]\nrate = \"100\"\n",
     {},
     {"FILE:3: access.rate = \"100\" has no unit; write \"64 kbps\" or \"100 Mbps\""}},
    {"A unit of another kind is refused.",
     PRESET + "[access]\n\ndelay = \"10 km\"\n",
     {},
     {"FILE:4: access.delay = \"10 km\" is not a time; write for example \"20 ms\" or "
      "\"10 s\""}},
    {"A wrong choice is refused with all choices.",
     PRESET + "[protocol]\ndad = \"fast\"\n",
     {},
     {"FILE:3: protocol.dad = \"fast\" is not one of: standard, optimistic, off"}},
    {"A value where a list belongs is refused.",
     PRESET + "[protocol]\nra_interval = \"30 ms\"\n",
     {},
     {"FILE:3: protocol.ra_interval = \"30 ms\" is not a list of two times; write for example "
      "[\"30 ms\", \"70 ms\"]"}},
    {"A syntax error is reported with its line.",
     PRESET + "\n[mobile\n",
     {},
     {"FILE:3: Error while parsing table header..."}},
    {"An empty file is refused.", " \n", {}, {"FILE:1: the file is empty"}},
    {"An unknown preset is reported with the nearest one.",
     "preset = \"handovr\"\n",
     {},
     {"FILE:1: preset = \"handovr\" is not a bundled scenario; did you mean \"handover\"? "
      "(scenarios: SCENARIOS)"}},
    {"Several mistakes are reported in the order of the file.",
     PRESET + "stop = 10\n[mobile]\ncount = \"many\"\n[protocol]\nchecksums = 1\n",
     {},
     {"FILE:2: stop = 10 has no unit; write \"20 ms\" or \"10 s\"",
      "FILE:4: mobile.count = \"many\" is not a whole number; write for example 1",
      "FILE:6: protocol.checksums = 1 is not true or false"}},
    {"A wrong setting is reported by its key.",
     PRESET,
     {"protocol.dad=fast"},
     {"--set protocol.dad: protocol.dad = \"fast\" is not one of: standard, optimistic, off"}},
    {"A setting of an entry that does not exist is refused.",
     PRESET,
     {"mobile.attach[3].to=home"},
     {"--set mobile.attach[3].to: mobile.attach[3].to does not exist: mobile.attach has 3 "
      "entries, counted from 0"}},
    {"A setting without a value is refused.",
     PRESET,
     {"stop"},
     {"--set stop: write --set key=value"}},
};

/// Files whose values fit alone but not together.
const std::vector<InputCase> WRONG_SCENARIOS{
    {"A move to a link that does not exist is refused.",
     SMALL_NETWORK + "[mobile]\nattach = [{at = \"2 s\", to = \"ar2\"}]\n",
     {},
     {"FILE:16: mobile.attach[0].to = \"ar2\" is not a link; did you mean \"ar1\"? (links: "
      "home, ha, ar1)"}},
    {"Moves must be in the order of time.",
     SMALL_NETWORK + "[[mobile.attach]]\nat = \"5 s\"\nto = \"ar1\"\n[[mobile.attach]]\n"
                     "to = \"home\"\nat = \"5 s\"\n",
     {},
     {"FILE:20: mobile.attach[1].at = \"5 s\" is not later than the move before, \"5 s\""}},
    {"A move must not begin while the one before runs.",
     SMALL_NETWORK + "[[mobile.attach]]\nat = \"5 s\"\nto = \"ar1\"\n[[mobile.attach]]\n"
                     "at = \"5.05 s\"\nto = \"home\"\n",
     {},
     {"FILE:19: mobile.attach[1].at = \"5.05 s\" is too early: the move before still runs, "
      "access.handover_delay is \"50 ms\""}},
    {"A move must end before the run.",
     SMALL_NETWORK + "[mobile]\nattach = [{at = \"19.95 s\", to = \"ar1\"}]\n",
     {},
     {"FILE:16: mobile.attach[0].at = \"19.95 s\" is too late: with access.handover_delay it "
      "must end before stop = \"20 s\""}},
    {"A link to a node that does not exist is refused.",
     SMALL_NETWORK + "[[topology.link]]\nbetween = [\"ha\", \"zz\"]\n",
     {},
     {"FILE:16: link \"ha -- zz\": node \"zz\" does not exist (nodes: ha, ar1, cn)"}},
    {"Every node must be reachable.",
     SMALL_NETWORK + "[[topology.node]]\nname = \"ar2\"\nrole = \"access_router\"\n",
     {},
     {"FILE:11: \"ha\" cannot reach \"ar2\": the graph has 2 separate parts"}},
    {"A home agent is needed.",
     "stop = \"1 s\"\n[[topology.node]]\nname = \"cn\"\nrole = \"correspondent\"\n",
     {},
     {"FILE:2: no node has role \"home_agent\"; set it on one of: cn"}},
    {"The documentation prefix is refused.",
     SMALL_NETWORK,
     {"topology.node[1].prefix=2001:db8:7::/64"},
     {"--set topology.node[1].prefix: topology.node[1].prefix = \"2001:db8:7::/64\" is in "
      "2001:db8::/32, the documentation prefix, to which ns-3 forwards no packets; write for "
      "example \"2001:1:0:1::/64\""}},
    {"Prefixes must differ.",
     SMALL_NETWORK,
     {"topology.node[0].prefix=2001:1::/64", "topology.node[1].prefix=2001:1::/64"},
     {"--set topology.node[1].prefix: topology.node[1].prefix = \"2001:1::/64\" is the prefix "
      "of \"ha\", too"}},
    {"Prefixes have 64 bits.",
     SMALL_NETWORK,
     {"topology.node[0].prefix=2001:1::/48"},
     {"--set topology.node[0].prefix: topology.node[0].prefix = \"2001:1::/48\" must have the "
      "length 64, which stateless address autoconfiguration needs"}},
    {"Router advertisements keep the distance of the standard.",
     SMALL_NETWORK,
     {"protocol.ra_interval=[\"29 ms\", \"70 ms\"]"},
     {"--set protocol.ra_interval: protocol.ra_interval = [\"29 ms\", \"70 ms\"] is out of "
      "range; write 30 ms to 1800 s (RFC 6275 section 7.5)"}},
    {"Lifetimes come in steps of 4 s.",
     SMALL_NETWORK,
     {"protocol.lifetime=10 s"},
     {"--set protocol.lifetime: protocol.lifetime = \"10 s\" is not a multiple of 4 s (RFC "
      "6275 section 6.1.7)"}},
    {"A probability is at most 1.",
     SMALL_NETWORK,
     {"access.loss=101 %"},
     {"--set access.loss: access.loss = 1.01 is out of range; write 0 to 1"}},
    {"There is a largest number of mobile nodes.",
     SMALL_NETWORK,
     {"mobile.count=51"},
     {"--set mobile.count: mobile.count = 51 is out of range; write 0 to 50"}},
    {"Traffic goes between nodes that exist.",
     SMALL_NETWORK + TRAFFIC + "from = \"cn\"\nto = \"mn2\"\n",
     {},
     {"FILE:18: traffic[0].to = \"mn2\" does not exist; did you mean \"mn\"? (nodes: ha, ar1, "
      "cn, mn)"}},
    {"Traffic needs a receiver.",
     SMALL_NETWORK + TRAFFIC + "from = \"cn\"\n",
     {},
     {"FILE:15: traffic[0].to is missing"}},
    {"Packets have room for their header.",
     SMALL_NETWORK + TRAFFIC + "from = \"cn\"\nto = \"mn\"\npacket = 19\n",
     {},
     {"FILE:19: traffic[0].packet = 19 is out of range; write 20 to 1200"}},
    {"Traffic stops after it starts.",
     SMALL_NETWORK + TRAFFIC + "from = \"cn\"\nto = \"mn\"\nstart = \"3 s\"\nstop = \"2 s\"\n",
     {},
     {"FILE:20: traffic[0].stop = \"2 s\" is not later than start = \"3 s\""}},
    {"An attribute that does not exist is reported with the nearest one.",
     SMALL_NETWORK + "[attributes]\n\"ns3::Icmpv6L4Protocol::RetransTime\" = \"1s\"\n",
     {},
     {"FILE:16: \"ns3::Icmpv6L4Protocol::RetransTime\" is not an attribute; did you mean "
      "RetransmissionTime?"}},
    {"A value that does not fit an attribute is refused.",
     SMALL_NETWORK + "[attributes]\n\"ns3::Icmpv6L4Protocol::RetransmissionTime\" = \"soon\"\n",
     {},
     {"FILE:16: \"ns3::Icmpv6L4Protocol::RetransmissionTime\" = \"soon\" does not fit; write "
      "for example \"20ms\" or \"1s\""}},
};

/// A correspondent on the access link of the small network.
const std::string GUEST = "[[topology.node]]\nname = \"cn2\"\nrole = \"correspondent\"\n";

/// Files with mistakes about correspondents and route optimization.
const std::vector<InputCase> WRONG_CORRESPONDENTS{
    {"What a correspondent makes of Mobile IPv6 is one of three words.",
     SMALL_NETWORK,
     {"topology.node[2].mobile_ipv6=none"},
     {"--set topology.node[2].mobile_ipv6: topology.node[2].mobile_ipv6 = \"none\" is not one "
      "of: full, answers, silent"}},
    {"Only a correspondent can do without Mobile IPv6.",
     SMALL_NETWORK,
     {"topology.node[1].mobile_ipv6=silent"},
     {"--set topology.node[1].mobile_ipv6: topology.node[1].mobile_ipv6 = \"silent\" has no "
      "use: only a correspondent can have it"}},
    {"Only a correspondent or a home agent can be on a link that another router owns.",
     SMALL_NETWORK,
     {"topology.node[1].link=home"},
     {"--set topology.node[1].link: topology.node[1].link = \"home\" has no use: only a "
      "correspondent or a home_agent can have it"}},
    {"The link of a correspondent must exist.",
     SMALL_NETWORK + GUEST + "link = \"ar2\"\n",
     {},
     {"FILE:18: topology.node[3].link = \"ar2\" is not a link; did you mean \"ar1\"? (links: "
      "home, ha, ar1)"}},
    {"A correspondent needs a link.",
     SMALL_NETWORK + GUEST,
     {},
     {"FILE:17: correspondent \"cn2\" is on no link; add a [[topology.link]] to a router, or its "
      "key link (links: home, ha, ar1)"}},
    {"A correspondent has one link, wired or not.",
     SMALL_NETWORK,
     {"topology.node[2].link=home"},
     {"FILE:10: correspondent \"cn\" needs one link, to a router; it does not forward"}},
    {"A correspondent on an access link has the prefix of that link.",
     SMALL_NETWORK + GUEST + "link = \"ar1\"\nprefix = \"2001:1:0:9::/64\"\n",
     {},
     {"FILE:19: topology.node[3].prefix = \"2001:1:0:9::/64\" has no use: the link that the "
      "node is on has a prefix"}},
    {"A move names a mobile node.",
     SMALL_NETWORK + "[mobile]\ncount = 2\n"
                     "attach = [{at = \"2 s\", to = \"ar1\", node = \"mn3\"}]\n",
     {},
     {"FILE:17: mobile.attach[0].node = \"mn3\" is not a mobile node; did you mean \"mn1\"? "
      "(mobile nodes: mn1, mn2)"}},
    {"The moves of each mobile node must be in the order of time.",
     SMALL_NETWORK + "[mobile]\ncount = 2\n"
                     "[[mobile.attach]]\nat = \"5 s\"\nto = \"ar1\"\nnode = \"mn1\"\n"
                     "[[mobile.attach]]\nat = \"3 s\"\nto = \"ar1\"\nnode = \"mn2\"\n"
                     "[[mobile.attach]]\nat = \"4 s\"\nto = \"home\"\n",
     {},
     {"FILE:26: mobile.attach[2].at = \"4 s\" is not later than the move before, \"5 s\""}},
    {"Route optimization is on or off.",
     SMALL_NETWORK,
     {"protocol.route_optimization=maybe"},
     {"--set protocol.route_optimization: protocol.route_optimization = \"maybe\" is not true "
      "or false"}},
    {"At least one packet comes before route optimization.",
     SMALL_NETWORK,
     {"protocol.optimization_threshold=0"},
     {"--set protocol.optimization_threshold: protocol.optimization_threshold = 0 is out of "
      "range; write 1 to 1000000"}},
    {"Correspondents to optimize with are a list.",
     SMALL_NETWORK,
     {"protocol.optimize_with=2001:1:0:9::/64"},
     {"--set protocol.optimize_with: protocol.optimize_with = \"2001:1:0:9::/64\" is not a list "
      "of subnets; write for example [\"2001:1:0:9::/64\"]"}},
    {"Subnets of correspondents end with the prefix.",
     SMALL_NETWORK,
     {"protocol.optimize_without=[\"2001:1:0:9::2/64\"]"},
     {"--set protocol.optimize_without: protocol.optimize_without = [\"2001:1:0:9::2/64\"] has "
      "bits set behind the prefix; write \"2001:1:0:9::/64\""}},
    {"Echo requests need time between them.",
     SMALL_NETWORK + "[[traffic]]\nkind = \"ping\"\nfrom = \"mn\"\nto = \"cn\"\n",
     {"traffic[0].interval=0 s"},
     {"--set traffic[0].interval: traffic[0].interval = \"0 s\" is out of range; write 1 ms or "
      "more"}},
};

/// Files that are fine.
const std::vector<InputCase> GOOD_FILES{
    {"A small network is accepted.", SMALL_NETWORK, {}, {}},
    {"A preset alone is accepted.", "preset = \"handover\"\n", {}, {}},
    {"Settings fit on top of a file.",
     SMALL_NETWORK,
     {"protocol.dad=optimistic", "access.loss=5 %", "mobile.attach=[{at=\"1 s\", to=\"ar1\"}]"},
     {}},
    {"Correspondents on the home link and on an access link are accepted.",
     SMALL_NETWORK + GUEST + "link = \"ar1\"\nmobile_ipv6 = \"silent\"\n",
     {"topology.node[3].link=home",
      "protocol.optimize_without=[\"2001:1:0:1::/64\", \"2001:2::/32\"]"},
     {}},
    {"Moves of different mobile nodes may overlap.",
     SMALL_NETWORK + "[mobile]\ncount = 2\n"
                     "attach = [{at = \"2 s\", to = \"ar1\", node = \"mn1\"},\n"
                     "{at = \"2 s\", to = \"ar1\", node = \"mn2\"},\n"
                     "{at = \"1 s\", to = \"home\", node = \"mn2\"}]\n",
     {"mobile.attach[2].at=3 s"},
     {}},
    {"An attribute is accepted.",
     SMALL_NETWORK + "[attributes]\n\"ns3::Icmpv6L4Protocol::RetransmissionTime\" = \"2s\"\n",
     {},
     {}},
};

/// What cannot be read is one clear line.
class UnreadableTestCase : public TestCase
{
  public:
    UnreadableTestCase()
        : TestCase("A missing file, a folder and an unknown name each give one line.")
    {
    }

  private:
    void DoRun() override
    {
        const std::string missing = CreateTempDirFilename("missing.toml");
        Expect(missing, missing + ": no such file");
        Expect("/", "/: is a folder, not a scenario file");
        Expect("handovr",
               "no scenario is called \"handovr\"; did you mean \"handover\"? (scenarios: " +
                   ListNames() + "; a file ends in .toml)");
    }

    /// @param name read @param message expected
    void Expect(const std::string& name, const std::string& message)
    {
        const ScenarioReadResult result = ReadScenario(name, {});
        NS_TEST_ASSERT_MSG_EQ(result.messages.size(), 1, "one line for " << name);
        NS_TEST_EXPECT_MSG_EQ(result.messages.front(), message, "for " << name);
    }
};

/// The suite.
class ScenarioInputTestSuite : public TestSuite
{
  public:
    ScenarioInputTestSuite()
        : TestSuite("mip6-scenario-input", UNIT)
    {
        for (const auto& list : {WRONG_VALUES, WRONG_SCENARIOS, WRONG_CORRESPONDENTS, GOOD_FILES})
        {
            for (const InputCase& input : list)
            {
                AddTestCase(new InputTestCase(input));
            }
        }
        AddTestCase(new UnreadableTestCase);
    }
};

ScenarioInputTestSuite g_scenarioInputTestSuite; //!< registers the suite

} // namespace

} // namespace ns3::mip6::tests
