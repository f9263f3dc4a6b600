/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "mip6-attribute-defaults.h"

#include "mip6-nearest-name.h"
#include "mip6-scenario-problems.h"

#include "ns3/boolean.h"
#include "ns3/global-value.h"
#include "ns3/string.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace ns3::mip6
{

namespace
{

const char* const CHECKSUM_SETTING = "ChecksumEnabled"; //!< name of the ns-3 global value

/// An attribute, found by its name.
struct FoundAttribute
{
    TypeId type;          //!< that has it
    std::size_t index{0}; //!< in the type
};

/// The two halves of "ns3::Type::Attribute".
struct AttributeName
{
    std::string type;      //!< ns3::Type
    std::string attribute; //!< Attribute
};

/// @param name full name @return its halves; the type is empty if there is only one
AttributeName
SplitName(const std::string& name)
{
    const std::size_t colons = name.rfind("::");
    if (colons == std::string::npos)
    {
        return {"", name};
    }
    return {name.substr(0, colons), name.substr(colons + 2)};
}

/// @param type any type @return names of its own attributes
std::vector<std::string>
ListAttributes(TypeId type)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
    {
        names.push_back(type.GetAttribute(i).name);
    }
    return names;
}

/// @param name full name @return the attribute, if the type itself has it
std::optional<FoundAttribute>
FindAttribute(const std::string& name)
{
    const AttributeName parts = SplitName(name);
    FoundAttribute found;
    if (!TypeId::LookupByNameFailSafe(parts.type, &found.type))
    {
        return std::nullopt;
    }
    const std::vector<std::string> names = ListAttributes(found.type);
    const auto place = std::find(names.begin(), names.end(), parts.attribute);
    if (place == names.end())
    {
        return std::nullopt;
    }
    found.index = static_cast<std::size_t>(place - names.begin());
    return found;
}

/// @param name a type that does not exist @return message
std::string
DescribeUnknownType(const std::string& name)
{
    std::vector<std::string> types;
    for (uint16_t i = 0; i < TypeId::GetRegisteredN(); ++i)
    {
        types.push_back(TypeId::GetRegistered(i).GetName());
    }
    return Quote(name) + " is not an ns-3 type" + SuggestName(name, types);
}

/// @param name full name of an attribute that does not exist @return message
std::string
DescribeUnknownAttribute(const std::string& name)
{
    const AttributeName parts = SplitName(name);
    TypeId type;
    if (!TypeId::LookupByNameFailSafe(parts.type, &type))
    {
        return Quote(name) + " is not an attribute: " + DescribeUnknownType(parts.type);
    }
    for (TypeId parent = type; parent.HasParent();)
    {
        // Defaults belong to the type that declares the attribute.
        parent = parent.GetParent();
        if (HasName(ListAttributes(parent), parts.attribute))
        {
            return Quote(name) + " is inherited; write " +
                   Quote(parent.GetName() + "::" + parts.attribute);
        }
    }
    const auto nearest = FindNearestName(parts.attribute, ListAttributes(type));
    return Quote(name) + " is not an attribute" +
           (nearest ? "; did you mean " + *nearest + "?" : "");
}

/// @param text any text @param number type of number @return whether it is one, from end to end
template <typename T>
bool
IsNumber(const std::string& text, T number)
{
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end;
}

/// @param text any text @return whether ns-3 can read it as a time
bool
IsNs3Time(const std::string& text)
{
    static constexpr std::array<const char*, 11> UNITS{
        "",
        "s",
        "ms",
        "us",
        "ns",
        "ps",
        "fs",
        "min",
        "h",
        "d",
        "y",
    };
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() &&
           std::find(UNITS.begin(), UNITS.end(), std::string(rest, end)) != UNITS.end();
}

/// @param text any text @param count expected @return whether it has that many numbers in a row
bool
HasNumbers(const std::string& text, std::size_t count)
{
    std::size_t found = 0;
    for (std::size_t start = 0; start <= text.size(); ++found)
    {
        const std::size_t end = std::min(text.find_first_of(":|", start), text.size());
        if (!IsNumber(text.substr(start, end - start), 0.0))
        {
            return false;
        }
        start = end + 1;
    }
    return found == count;
}

/// What a value must look like.
struct ValueForm
{
    const char* type;                      //!< name of the value's type
    bool (*fits)(const std::string& text); //!< whether a text can be read as one
    const char* wanted;                    //!< what to write
};

/// ns-3 ends the program at a value that it cannot read to its end, so the form of the value is
/// looked at before.
const ValueForm VALUE_FORMS[] = {
    {"ns3::TimeValue", IsNs3Time, "for example \"20ms\" or \"1s\""},
    {"ns3::UintegerValue",
     [](const std::string& text) { return IsNumber(text, uint64_t{0}); },
     "a whole number, 0 or more"},
    {"ns3::IntegerValue",
     [](const std::string& text) { return IsNumber(text, int64_t{0}); },
     "a whole number"},
    {"ns3::DoubleValue", [](const std::string& text) { return IsNumber(text, 0.0); }, "a number"},
    {"ns3::Vector3DValue", [](const std::string& text) { return HasNumbers(text, 3); }, "x:y:z"},
    {"ns3::VectorValue", [](const std::string& text) { return HasNumbers(text, 3); }, "x:y:z"},
    {"ns3::Vector2DValue", [](const std::string& text) { return HasNumbers(text, 2); }, "x:y"},
};

/// @param type name of the value's type @param text any text @return what to write, or nullptr
const char*
GetFormProblem(const std::string& type, const std::string& text)
{
    if (type == "ns3::StringValue")
    {
        return nullptr;
    }
    if (text.empty() || text.find_first_of(" \t\n") != std::string::npos)
    {
        return "a value without blanks";
    }
    for (const ValueForm& form : VALUE_FORMS)
    {
        if (type == form.type && !form.fits(text))
        {
            return form.wanted;
        }
    }
    return nullptr;
}

/// @param type that is to be created @param text "Attribute=value" @return what is wrong with it
std::optional<std::string>
CheckObjectAttribute(TypeId type, const std::string& text)
{
    const std::size_t equal = std::min(text.find('='), text.size());
    const std::string name = text.substr(0, equal);
    TypeId::AttributeInformation info;
    if (!type.LookupAttributeByName(name, &info))
    {
        return Quote(name) + " is not an attribute of " + type.GetName() +
               SuggestName(name, ListAttributes(type));
    }
    const char* form = GetFormProblem(info.checker->GetValueTypeName(),
                                      text.substr(std::min(equal + 1, text.size())));
    return form ? std::optional<std::string>(Quote(text) + " does not fit; write " + form)
                : std::nullopt;
}

/// ns-3 ends the program at an object description with an unknown type.
/// @param text "ns3::Type" or "ns3::Type[Attribute=value|...]" @return what is wrong with it
std::optional<std::string>
CheckObject(const std::string& text)
{
    const std::size_t bracket = text.find('[');
    const std::string typeName = text.substr(0, bracket);
    TypeId type;
    if (!TypeId::LookupByNameFailSafe(typeName, &type))
    {
        return DescribeUnknownType(typeName);
    }
    if (!type.HasConstructor())
    {
        return Quote(typeName) + " is abstract";
    }
    if (bracket == std::string::npos)
    {
        return std::nullopt;
    }
    if (text.find(']') != text.size() - 1)
    {
        return std::string("write ns3::Type[Attribute=value|Attribute=value]");
    }
    const std::string list = text.substr(bracket + 1, text.size() - bracket - 2);
    for (std::size_t place = 0; place < list.size();)
    {
        const std::size_t end = std::min(list.find('|', place), list.size());
        if (const auto problem = CheckObjectAttribute(type, list.substr(place, end - place)))
        {
            return problem;
        }
        place = end + 1;
    }
    return std::nullopt;
}

/// @param setting a name that exists and a value @param checker of its values
/// @return what is wrong with the value
std::optional<std::string>
CheckValue(const AttributeSetting& setting, const Ptr<const AttributeChecker>& checker)
{
    const std::string type = checker->GetValueTypeName();
    const std::string start = Quote(setting.name) + " = " + Quote(setting.value) + " does not fit";
    if (const char* form = GetFormProblem(type, setting.value))
    {
        return start + "; write " + form;
    }
    if (type == "ns3::PointerValue" || type == "ns3::ObjectFactoryValue")
    {
        if (const auto problem = CheckObject(setting.value))
        {
            return start + ": " + *problem;
        }
    }
    if (type.find("Container") != std::string::npos || type == "ns3::CallbackValue")
    {
        return Quote(setting.name) + " cannot be set by a text";
    }
    if (!checker->CreateValidValue(StringValue(setting.value)))
    {
        const std::string allowed = checker->GetUnderlyingTypeInformation();
        return start + (allowed.empty() ? "" : "; write " + allowed);
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string>
CheckAttribute(const AttributeSetting& setting)
{
    const std::optional<FoundAttribute> found = FindAttribute(setting.name);
    if (!found)
    {
        return DescribeUnknownAttribute(setting.name);
    }
    return CheckValue(setting, found->type.GetAttribute(found->index).checker);
}

std::optional<std::string>
CheckGlobalValue(const AttributeSetting& setting)
{
    for (auto value = GlobalValue::Begin(); value != GlobalValue::End(); ++value)
    {
        if ((*value)->GetName() == setting.name)
        {
            return CheckValue(setting, (*value)->GetChecker());
        }
    }
    return Quote(setting.name) + " is not a global value" +
           SuggestName(setting.name, ListGlobalValues());
}

std::vector<std::string>
ListGlobalValues()
{
    std::vector<std::string> names;
    for (auto value = GlobalValue::Begin(); value != GlobalValue::End(); ++value)
    {
        names.push_back((*value)->GetName());
    }
    return names;
}

AttributeDefaults::~AttributeDefaults()
{
    for (auto saved = m_saved.rbegin(); saved != m_saved.rend(); ++saved)
    {
        saved->type.SetAttributeInitialValue(saved->index, saved->value);
    }
    if (m_oldChecksums)
    {
        GlobalValue::Bind(CHECKSUM_SETTING, BooleanValue(*m_oldChecksums));
    }
}

void
AttributeDefaults::Set(const AttributeSetting& setting)
{
    const std::optional<FoundAttribute> found = FindAttribute(setting.name);
    if (!found)
    {
        return;
    }
    const TypeId::AttributeInformation info = found->type.GetAttribute(found->index);
    m_saved.push_back({found->type, found->index, info.initialValue});
    // As a text, not as a value made from it: of a default that is an object every user then gets
    // one of its own.
    TypeId type = found->type;
    type.SetAttributeInitialValue(found->index, Create<StringValue>(setting.value));
}

void
AttributeDefaults::SetChecksums(bool enabled)
{
    BooleanValue old;
    GlobalValue::GetValueByName(CHECKSUM_SETTING, old);
    m_oldChecksums = m_oldChecksums.value_or(old.Get());
    GlobalValue::Bind(CHECKSUM_SETTING, BooleanValue(enabled));
}

} // namespace ns3::mip6
