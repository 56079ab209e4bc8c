/** The connector for Bitbucket Cloud's REST API 2.0: explicit and effective repository permissions of users. */
@NullMarked
package dev.hallpass.connector.bitbucket.cloud;

import org.jspecify.annotations.NullMarked;
