// Command trivy-db writes a vulnerability database that trivy reads, from a list of advisories on standard input.
// Layout: github.com/aquasecurity/trivy-db, schema version 2: one bbolt file and a metadata.json beside it.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// Advisory says which versions of one package have one vulnerability.
type Advisory struct {
	ID       string          `json:"id"`
	Package  string          `json:"package"`
	Title    string          `json:"title"`
	Severity string          `json:"severity"`
	Source   Source          `json:"source"`
	Detail   json.RawMessage `json:"detail"`
}

// Source is the bucket of an ecosystem and where its advisories come from.
type Source struct {
	Bucket string `json:"bucket"`
	ID     string `json:"id"`
	Name   string `json:"name"`
	URL    string `json:"url"`
}

// Request is the whole of standard input.
type Request struct {
	Advisories []Advisory      `json:"advisories"`
	Metadata   json.RawMessage `json:"metadata"`
}

// trivy's types.Severity.
var severities = map[string]int{"UNKNOWN": 0, "LOW": 1, "MEDIUM": 2, "HIGH": 3, "CRITICAL": 4}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string) error {
	var request Request
	if err := json.NewDecoder(os.Stdin).Decode(&request); err != nil {
		return fmt.Errorf("standard input: %w", err)
	}
	db, err := bolt.Open(filepath.Join(dir, "trivy.db"), 0o644, nil)
	if err != nil {
		return err
	}
	defer db.Close()
	write := func(tx *bolt.Tx) error {
		for _, bucket := range []string{"data-source", "vulnerability", "vulnerability-id"} {
			if _, err := tx.CreateBucketIfNotExists([]byte(bucket)); err != nil {
				return err
			}
		}
		for _, advisory := range request.Advisories {
			if err := add(tx, advisory); err != nil {
				return fmt.Errorf("%s: %w", advisory.ID, err)
			}
		}
		return nil
	}
	if err := db.Update(write); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "metadata.json"), request.Metadata, 0o644)
}

func add(tx *bolt.Tx, a Advisory) error {
	severity, known := severities[a.Severity]
	if !known {
		return fmt.Errorf("severity %q is not one of trivy's", a.Severity)
	}
	vulnerability := map[string]any{
		"Title": a.Title, "Severity": a.Severity, "VendorSeverity": map[string]int{a.Source.ID: severity},
	}
	source := map[string]string{"ID": a.Source.ID, "Name": a.Source.Name, "URL": a.Source.URL}
	return firstError(
		put(tx, a.Detail, a.ID, a.Source.Bucket, a.Package),
		put(tx, source, a.Source.Bucket, "data-source"),
		put(tx, vulnerability, a.ID, "vulnerability"),
		put(tx, struct{}{}, a.ID, "vulnerability-id"),
	)
}

// put writes a value as JSON under a key of nested buckets.
func put(tx *bolt.Tx, value any, key string, root string, nested ...string) error {
	bytes, err := json.Marshal(value)
	if err != nil {
		return err
	}
	bucket, err := tx.CreateBucketIfNotExists([]byte(root))
	for _, name := range nested {
		if err != nil {
			return err
		}
		bucket, err = bucket.CreateBucketIfNotExists([]byte(name))
	}
	if err != nil {
		return err
	}
	return bucket.Put([]byte(key), bytes)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
