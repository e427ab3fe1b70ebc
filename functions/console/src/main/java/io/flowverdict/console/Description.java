package io.flowverdict.console;

/// The documentation of the widget, in Markdown. A dashboard fills the parameters of a new widget
/// in from its first block of YAML.
final class Description {

  private static final String TEXT =
      """
      ## Flow Verdict

      Why was traffic accepted or rejected, and what is wrong with the security groups and network ACLs?

      ### Parameters of the widget

      ```yaml
      query: overview
      ```

      | parameter | of | means |
      |---|---|---|
      | `query` | | `overview` when left out, `findings`, `finding`, `ask`, `rules` |
      | `account`, `region` | all | which of those that are looked after; the first when left out |
      | `start`, `end` | all | times such as `2026-11-22T10:00:00Z`; the dashboard's when left out |
      | `status` | `findings` | `open` when left out, `resolved`, `suppressed` |
      | `severity` | `findings` | `critical`, `high`, `medium`, `low`, `informational` |
      | `kind` | `findings` | for example `reply-rejected-by-network-acl` |
      | `vpc`, `interface`, `group`, `acl` | `findings` | an id |
      | `address` | `findings` | the interface's own, or of a peer that is not on the Internet |
      | `port` | `findings` | the port of the service |
      | `text` | `findings` | in the kind, the resource, its name, the rule or the peer |
      | `new` | `findings` | `true`: only what came or came back in the time |
      | `page` | `findings` | what the page before said comes next |
      | `id` | `finding` | the finding's |
      | `from`, `to` | `ask` | `eni-…`, `i-…` or an address |
      | `protocol`, `port` | `ask` | `tcp` when left out, `udp`, `icmp` or a number; the port that is connected to |
      | `at` | `ask` | by the configuration of that time; the newest when left out |
      | `group`, `acl` | `rules` | whose rules |

      Without `widgetContext` the answer is a JSON object: `aws lambda invoke` with the same parameters.
      """;

  private Description() {}

  static String text() {
    return TEXT;
  }
}
