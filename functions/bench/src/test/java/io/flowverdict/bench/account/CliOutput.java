package io.flowverdict.bench.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// What the AWS CLI writes: the answers of all pages of a call as one JSON document.
///
/// The CLI and the SDK are made from the same model: the names of members are the keys.
final class CliOutput {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CliOutput() {}

  /// Writes a folder as a user would who exports a configuration with the AWS CLI.
  static void export(Ec2Client ec2, Path folder) {
    int page = 1000;
    write(folder, "vpcs", ec2.describeVpcsPaginator(all -> all.maxResults(page)));
    write(folder, "subnets", ec2.describeSubnetsPaginator(all -> all.maxResults(page)));
    write(folder, "enis", ec2.describeNetworkInterfacesPaginator(all -> all.maxResults(page)));
    write(folder, "groups", ec2.describeSecurityGroupsPaginator(all -> all.maxResults(page)));
    write(folder, "rules", ec2.describeSecurityGroupRulesPaginator(all -> all.maxResults(page)));
    write(folder, "acls", ec2.describeNetworkAclsPaginator(all -> all.maxResults(page)));
    write(folder, "lists", ec2.describeManagedPrefixListsPaginator(all -> all.maxResults(page)));
    write(folder, "flow-logs", ec2.describeFlowLogsPaginator(all -> all.maxResults(page)));
    ec2.describeManagedPrefixListsPaginator(all -> all.maxResults(page)).prefixLists().stream()
        .map(list -> list.prefixListId())
        .forEach(list ->
            write(
                folder,
                "entries-" + list,
                ec2.getManagedPrefixListEntriesPaginator(
                    all -> all.prefixListId(list).maxResults(page))));
  }

  private static void write(Path folder, String name, Iterable<? extends SdkPojo> pages) {
    ObjectNode document = JSON.createObjectNode();
    for (SdkPojo page : pages) {
      json(page)
          .properties()
          .forEach(property -> {
            if (property.getValue() instanceof ArrayNode elements) {
              document.withArray("/" + property.getKey()).addAll(elements);
            }
          });
    }
    try {
      JSON.writeValue(folder.resolve(name + ".json").toFile(), document);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ObjectNode json(SdkPojo pojo) {
    ObjectNode object = JSON.createObjectNode();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value != null && !(value instanceof SdkAutoConstructList)) {
        object.set(field.memberName(), value(value));
      }
    }
    return object;
  }

  private static JsonNode value(@Nullable Object value) {
    return switch (value) {
      case null -> JsonNodeFactory.instance.nullNode();
      case SdkPojo pojo -> json(pojo);
      case List<?> list -> {
        ArrayNode array = JSON.createArrayNode();
        list.forEach(each -> array.add(value(each)));
        yield array;
      }
      case Integer number -> JsonNodeFactory.instance.numberNode(number);
      case Long number -> JsonNodeFactory.instance.numberNode(number);
      case Boolean flag -> JsonNodeFactory.instance.booleanNode(flag);
      default -> JsonNodeFactory.instance.textNode(value.toString());
    };
  }
}
