/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef MIP6_COMPAT_H
#define MIP6_COMPAT_H

/**
 * @file
 * @ingroup mip6-stack
 * Every difference between ns-3 releases, and no other file. The build system passes the release,
 * because ns-3 3.37 has no version macro of its own.
 */

#if !defined(MIP6_NS3_VERSION_MAJOR) || !defined(MIP6_NS3_VERSION_MINOR)
#error "the build system must define MIP6_NS3_VERSION_MAJOR and MIP6_NS3_VERSION_MINOR"
#endif

/// Whether this is ns-3 3.minor or later.
#define MIP6_NS3_AT_LEAST(minor) (MIP6_NS3_VERSION_MAJOR > 3 || MIP6_NS3_VERSION_MINOR >= (minor))

/// Type of the callback parameters of Ipv6RoutingProtocol::RouteInput.
#if MIP6_NS3_AT_LEAST(39)
#define MIP6_ROUTE_CALLBACK(type) const type&
#else
#define MIP6_ROUTE_CALLBACK(type) type
#endif

/// Accessor of an enumerated attribute.
#if MIP6_NS3_AT_LEAST(41)
#define MIP6_ENUM_ACCESSOR(type, member) MakeEnumAccessor<type>(member)
#else
#define MIP6_ENUM_ACCESSOR(type, member) MakeEnumAccessor(member)
#endif

/// Release 3.x that brought DHCPv6.
#define MIP6_FIRST_DHCPV6_MINOR 45
/// Whether there is a DHCPv6 client.
#define MIP6_HAS_DHCPV6 MIP6_NS3_AT_LEAST(MIP6_FIRST_DHCPV6_MINOR)

#endif /* MIP6_COMPAT_H */
