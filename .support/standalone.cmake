# SPDX-License-Identifier: GPL-2.0-only

# Build against an installed ns-3. The file lists come from CMakeLists.txt.

include(GNUInstallDirs)

option(MIP6_TESTS "Build the tests and benchmarks" ON)
option(MIP6_WERROR "Treat compiler warnings as errors" OFF)
option(MIP6_CCACHE "Compile through ccache where it is installed" ON)

# ---- build types

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release, Debug or Sanitize" FORCE)
endif()
set_property(CACHE CMAKE_BUILD_TYPE PROPERTY STRINGS Release Debug Sanitize)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_SANITIZE
    "-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined"
)
set(CMAKE_EXE_LINKER_FLAGS_SANITIZE "-fsanitize=address,undefined")
set(CMAKE_SHARED_LINKER_FLAGS_SANITIZE "-fsanitize=address,undefined")

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

# ---- what must be installed

# The distribution's interpreter comes first, because the distribution's Scapy belongs to it.
find_program(
  Python3_EXECUTABLE
  NAMES python3
  PATHS /usr/bin
  NO_DEFAULT_PATH
)
find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_package(Boost REQUIRED)
find_package(nlohmann_json REQUIRED)
find_path(MIP6_TOML_INCLUDE_DIR toml++/toml.h REQUIRED)
find_path(MIP6_SPARSEHASH_INCLUDE_DIR google/dense_hash_map REQUIRED)
find_library(MIP6_GCRYPT_LIBRARY gcrypt REQUIRED)
find_package(ns3 REQUIRED)

if(ns3_VERSION VERSION_LESS 3.36)
  message(FATAL_ERROR "mip6 needs ns-3 3.36 or later, found ${ns3_VERSION}")
endif()

# Up to 3.42 the targets of an installed ns-3 are called ns3::libcore, from 3.43 on ns3::core.
function(mip6_ns3_targets result)
  set(targets)
  foreach(module IN LISTS ARGN)
    if(TARGET ns3::lib${module})
      list(APPEND targets ns3::lib${module})
    else()
      list(APPEND targets ns3::${module})
    endif()
  endforeach()
  set(${result} ${targets} PARENT_SCOPE)
endfunction()

mip6_ns3_targets(mip6_ns3_pure core network)
mip6_ns3_targets(mip6_ns3_all core network internet internet-apps applications point-to-point
                 virtual-net-device)

# ns-3 does not export the language level of its headers.
if(ns3_VERSION VERSION_GREATER_EQUAL 3.46)
  set(CMAKE_CXX_STANDARD 23)
elseif(ns3_VERSION VERSION_GREATER_EQUAL 3.41)
  set(CMAKE_CXX_STANDARD 20)
else()
  set(CMAKE_CXX_STANDARD 17)
endif()
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

# A cached object stays valid with a precompiled header if ccache ignores its macros and times.
find_program(MIP6_CCACHE_PROGRAM ccache)
if(MIP6_CCACHE AND MIP6_CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      ${MIP6_CCACHE_PROGRAM}
  )
endif()

# ---- what the launcher shows

if(ns3_DIR MATCHES "^/usr/lib/")
  set(mip6_ns3_origin "system package")
else()
  set(mip6_ns3_origin ${ns3_DIR})
endif()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/mip6-toolchain.json @ONLY CONTENT
[[{
  "ns3": "@ns3_VERSION@",
  "ns3_origin": "@mip6_ns3_origin@",
  "cxx_standard": "@CMAKE_CXX_STANDARD@",
  "compiler": "@CMAKE_CXX_COMPILER_ID@",
  "compiler_version": "@CMAKE_CXX_COMPILER_VERSION@",
  "python": "@Python3_EXECUTABLE@",
  "python_version": "@Python3_VERSION@"
}
]])

# ---- headers under their ns-3 names: "ns3/mip6-x.h" is a line that includes the real file

foreach(header IN LISTS mip6_pure_headers mip6_stack_headers mip6_helper_headers)
  get_filename_component(name ${header} NAME)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/include/ns3/${name}
       CONTENT "#include \"${CMAKE_CURRENT_SOURCE_DIR}/${header}\"\n"
  )
endforeach()

# ---- options that all targets share; equal options let them share one precompiled header

add_library(mip6-options INTERFACE)
target_include_directories(mip6-options INTERFACE ${CMAKE_BINARY_DIR}/include)
target_compile_options(
  mip6-options
  INTERFACE -fPIC
            -Wall
            -Wextra
            $<$<BOOL:${MIP6_WERROR}>:-Werror>
            $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
)
target_compile_definitions(
  mip6-options
  INTERFACE
    MIP6_NS3_VERSION_MAJOR=${ns3_VERSION_MAJOR}
    MIP6_NS3_VERSION_MINOR=${ns3_VERSION_MINOR}
    MIP6_VERSION="${PROJECT_VERSION}"
    MIP6_SCENARIO_DIR="${CMAKE_CURRENT_SOURCE_DIR}/examples/scenarios"
    MIP6_INSTALLED_SCENARIO_DIR="${CMAKE_INSTALL_FULL_DATADIR}/mip6/scenarios"
    $<$<NOT:$<CONFIG:Release>>:NS3_ASSERT_ENABLE>
    $<$<NOT:$<CONFIG:Release>>:NS3_LOG_ENABLE>
)

# ---- libraries and the program

add_library(mip6-pure STATIC ${mip6_pure_sources})
target_compile_options(mip6-pure PRIVATE -Wshadow -Wconversion)
target_link_libraries(
  mip6-pure
  PUBLIC mip6-options ${mip6_ns3_pure}
  PRIVATE ${MIP6_GCRYPT_LIBRARY}
)

add_library(mip6 SHARED ${mip6_stack_sources} ${mip6_helper_sources})
set_target_properties(mip6 PROPERTIES DEFINE_SYMBOL "" VERSION ${PROJECT_VERSION})
# All of it is public, because the definitions of a precompiled header must be those of its users.
target_link_libraries(
  mip6
  PUBLIC mip6-options
         mip6-pure
         ${mip6_ns3_all}
         Boost::headers
         nlohmann_json::nlohmann_json
         ${MIP6_GCRYPT_LIBRARY}
)

# The manifest of a run names the commit. A new commit configures again and recompiles this one file.
find_program(MIP6_GIT git)
if(MIP6_GIT AND EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/.git)
  execute_process(
    COMMAND ${MIP6_GIT} rev-parse --short=12 HEAD --git-path logs/HEAD
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    OUTPUT_VARIABLE mip6_git_answer
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET
    RESULT_VARIABLE mip6_git_failed
  )
  if(NOT mip6_git_failed)
    string(REPLACE "\n" ";" mip6_git_answer ${mip6_git_answer})
    list(GET mip6_git_answer 0 mip6_git_revision)
    list(GET mip6_git_answer 1 mip6_git_log)
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${mip6_git_log})
      set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${mip6_git_log})
    endif()
    set_property(
      SOURCE helper/results/mip6-version.cc
      PROPERTY COMPILE_DEFINITIONS MIP6_GIT_REVISION="${mip6_git_revision}"
    )
  endif()
endif()

# Reading the headers of ns-3 takes most of the compile time.
target_precompile_headers(
  mip6
  PRIVATE
    <ns3/applications-module.h>
    <ns3/core-module.h>
    <ns3/internet-module.h>
    <ns3/network-module.h>
    <functional>
    <map>
    <memory>
    <optional>
    <sstream>
    <string>
    <variant>
    <vector>
)

# A program in the same build that uses the library, with its precompiled header.
function(mip6_add_program name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE mip6)
  target_precompile_headers(${name} REUSE_FROM mip6)
endfunction()

mip6_add_program(mip6-run ${mip6_run_sources})

install(TARGETS mip6 mip6-run)
install(FILES ${mip6_pure_headers} ${mip6_stack_headers} ${mip6_helper_headers}
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/ns3
)
install(DIRECTORY examples/scenarios/ DESTINATION ${CMAKE_INSTALL_DATADIR}/mip6/scenarios)

if(MIP6_TESTS)
  enable_testing()
  include(.support/tests.cmake)
endif()
