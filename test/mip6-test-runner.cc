/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/test.h"

/**
 * @file
 * @ingroup mip6-tests
 * Runs the ns-3 test suites that are linked into this program. Inside an ns-3 tree test.py does
 * this instead.
 */

/**
 * Hands the command line to ns-3's own runner.
 *
 * @param argc number of arguments
 * @param argv arguments, such as --suite=NAME
 * @return 0 if every suite that was asked for passed
 */
int
main(int argc, char* argv[])
{
    return ns3::TestRunner::Run(argc, argv);
}
