/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-sample-packets.h"

#include "ns3/pcap-file.h"

#include <iostream>

/**
 * @file
 * @ingroup mip6-tests
 * Writes the sample packets into a capture, for tshark to judge, and prints each on a line as ns-3
 * does with packet metadata on: mip6-write-samples FILE
 */

/// @param argc 2 @param argv the program and the file @return 0 if the file was written
int
main(int argc, char* argv[])
{
    if (argc != 2)
    {
        std::cerr << "usage: " << argv[0] << " FILE\n";
        return 2;
    }
    ns3::Packet::EnablePrinting();
    const uint32_t linkTypeRaw = 101;
    ns3::PcapFile file;
    file.Open(argv[1], std::ios::out | std::ios::binary);
    file.Init(linkTypeRaw);
    uint32_t second = 0;
    for (const auto& packet : ns3::mip6::tests::MakeSamplePackets())
    {
        file.Write(second++, 0, packet);
        packet->Print(std::cout);
        std::cout << "\n";
    }
    file.Close();
    return file.Fail() ? 1 : 0;
}
