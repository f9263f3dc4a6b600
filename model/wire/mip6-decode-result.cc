/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-decode-result.h"

namespace ns3::mip6
{

const char*
GetName(DecodeError error)
{
    switch (error)
    {
    case DecodeError::NONE:
        return "no error";
    case DecodeError::TRUNCATED:
        return "truncated";
    case DecodeError::BAD_LENGTH:
        return "bad length";
    case DecodeError::BAD_CHECKSUM:
        return "bad checksum";
    case DecodeError::BAD_PAYLOAD_PROTO:
        return "bad Payload Proto";
    case DecodeError::BAD_VALUE:
        return "forbidden value";
    }
    return "unknown error";
}

} // namespace ns3::mip6
