package io.flowverdict.console.page;

import static io.flowverdict.console.html.Attribute.Name.HREF;
import static io.flowverdict.console.html.Attribute.Name.REL;
import static io.flowverdict.console.html.Attribute.Name.TARGET;

import io.flowverdict.console.html.Css;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.html.Tag;
import io.flowverdict.console.query.Names;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ids of resources as links to their pages in the AWS console.
final class Resources {

  private static final Pattern ID = Pattern.compile("([a-z]{1,8})-[0-9A-Za-z]{1,40}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{4,40}");

  /// By the beginning of an id: the page, up to the id itself.
  private static final Map<String, String> PAGES =
      Map.of(
          "eni", "ec2/home?region=%s#NetworkInterface:networkInterfaceId=%s",
          "sg", "ec2/home?region=%s#SecurityGroup:groupId=%s",
          "i", "ec2/home?region=%s#InstanceDetails:instanceId=%s",
          "acl", "vpcconsole/home?region=%s#NetworkAclDetails:networkAclId=%s",
          "subnet", "vpcconsole/home?region=%s#SubnetDetails:subnetId=%s",
          "vpc", "vpcconsole/home?region=%s#VpcDetails:VpcId=%s",
          "pl", "vpcconsole/home?region=%s#ManagedPrefixListDetails:prefixListId=%s");

  private Resources() {}

  /// {@return the id, as a link where its page is known}
  static Html link(String id, String region) {
    Matcher matcher = ID.matcher(id);
    String page = matcher.matches() ? PAGES.get(matcher.group(1)) : null;
    if (page == null || !REGION.matcher(region).matches()) {
      return Html.outside(id);
    }
    return Html.of(Tag.A, Css.LINK)
        .with(HREF, "https://" + region + "." + host(region) + "/" + page.formatted(region, id))
        .with(TARGET, "_blank")
        .with(REL, "noopener noreferrer")
        .text(id);
  }

  private static String host(String region) {
    if (region.startsWith("cn-")) {
      return "console.amazonaws.cn";
    }
    return region.startsWith("us-gov-") ? "console.amazonaws-us-gov.com" : "console.aws.amazon.com";
  }

  /// {@return the link and what people call the resource}
  static Html named(String id, String region, Names names) {
    return Html.all(
        link(id, region),
        names
            .of(id)
            .<Html>map(name ->
                Html.all(Html.text(" "), Html.of(Tag.SPAN, Css.MUTED).add(Html.outside(name))))
            .orElse(Html.none()));
  }
}
