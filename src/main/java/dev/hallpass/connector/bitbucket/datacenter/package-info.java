/** The connector for Bitbucket Data Center's REST API: permissions on projects and repositories, and groups. */
@NullMarked
package dev.hallpass.connector.bitbucket.datacenter;

import org.jspecify.annotations.NullMarked;
