# SPDX-License-Identifier: GPL-2.0-only

# Build as contrib/mip6 of an ns-3 source tree, 3.36 or later. The file lists come from
# CMakeLists.txt.

# NS3_VER is "3.37" in a release and "3-dev" between releases, which is newer than any release.
if(NS3_VER MATCHES "^3[.-]([0-9]+)")
  set(mip6_ns3_minor ${CMAKE_MATCH_1})
else()
  set(mip6_ns3_minor 99)
endif()

add_compile_definitions(
  MIP6_NS3_VERSION_MAJOR=3
  MIP6_NS3_VERSION_MINOR=${mip6_ns3_minor}
  MIP6_VERSION="${mip6_version}"
  MIP6_SCENARIO_DIR="${CMAKE_CURRENT_SOURCE_DIR}/examples/scenarios"
  MIP6_INSTALLED_SCENARIO_DIR="${CMAKE_CURRENT_SOURCE_DIR}/examples/scenarios"
)

set(mip6_ns3_libraries
    ${libapplications}
    ${libinternet}
    ${libinternet-apps}
    ${libpoint-to-point}
    ${libvirtual-net-device}
)

# For examples/CMakeLists.txt, which build_lib reads.
list(TRANSFORM mip6_run_sources REPLACE "^examples/" "" OUTPUT_VARIABLE mip6_example_sources)

build_lib(
  LIBNAME mip6
  SOURCE_FILES ${mip6_pure_sources} ${mip6_stack_sources} ${mip6_helper_sources}
  HEADER_FILES ${mip6_stack_headers} ${mip6_helper_headers}
  PRIVATE_HEADER_FILES ${mip6_pure_headers}
  LIBRARIES_TO_LINK ${mip6_ns3_libraries} gcrypt
  TEST_SOURCES ${mip6_test_suite_sources}
)
