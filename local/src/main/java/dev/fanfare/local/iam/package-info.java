/**
 * IAM: roles, policies and permissions of the template. The services use it to check that a role or
 * a resource policy allows what the template asks for.
 */
@NullMarked
package dev.fanfare.local.iam;

import org.jspecify.annotations.NullMarked;
