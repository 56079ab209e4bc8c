/** What access can be to: resources, their roles, owners and sensitivity; configured and discovered. */
@NullMarked
package dev.hallpass.catalog;

import org.jspecify.annotations.NullMarked;
